using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

[NonParallelizable]
public class OptionCopyTests
{
    [Test]
    public async Task WhatIsChangedAfterConfigurationHasNoEffect()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.Tags["a"] = "1");
        sink.Options.LogGroup = "/elsewhere";
        sink.Options.LogStream = "elsewhere";
        sink.Options.CreateLogGroup = false;
        sink.Options.Tags["b"] = "2";
        sink.Options.Connection.ServiceUrl = "http://127.0.0.1:9";
        sink.Emit("m");
        await sink.FlushAsync();

        sink.Aws.Events(EmulatedSink.Group, EmulatedSink.Stream).Should().ContainSingle();
        sink.Aws.Requests.Single(r => r.Operation == "CreateLogGroup").BodyText.Should().Contain("\"a\"").And.NotContain("\"b\"");
        sink.Sink.Gauges.LogGroup.Should().Be(EmulatedSink.Group);
    }

    public static IEnumerable<TestCaseData> Idle()
    {
        yield return Case(o => (o.CreateLogGroup, o.RetentionInDays) = (false, 7), "retentionInDays has no effect: createLogGroup is false");
        yield return Case(o => (o.CreateLogStream, o.KmsKeyId) = (false, "arn:aws:kms:x"), "kmsKeyId has no effect: createLogStream is false");
        yield return Case(o => (o.BufferFlush, o.BufferSizeLimitBytes) = (CloudWatchBufferFlush.Disk, 1L << 30 << 1), "bufferSizeLimitBytes, bufferFlush has no effect: there is no bufferBaseFilename");
        yield return Case(o => (o.Formatter, o.FormatProvider) = (new JsonFormatter(), System.Globalization.CultureInfo.InvariantCulture), "formatProvider has no effect");
        yield return Case(o => (o.LevelSwitch, o.RestrictedToMinimumLevel) = (new LoggingLevelSwitch(), LogEventLevel.Warning), "restrictedToMinimumLevel has no effect");
        yield return Case(o => o.StreamLimit = 5, "streamLimit has no effect");
        yield return Case(o => o.LogStream = "{Env:NO_SUCH_VARIABLE_HERE}", "environment variable NO_SUCH_VARIABLE_HERE is not set");
        yield return Case(o => (o.CreateLogGroup, o.DeletionProtection, o.DataSourceName) = (false, true, "x"), "deletionProtection, dataSourceName has no effect: createLogGroup is false");
        yield return Case(o => (o.DetailKey, o.DetailTime) = ("RequestId", TimeSpan.FromSeconds(5)), "detailKey, detailTime has no effect: there is no detailLevel");
        yield return Case(o => o.BudgetExemptLevel = LogEventLevel.Error, "budgetExemptLevel has no effect: there is no bytesPerMinuteLimit");
        yield return Case(o => o.UpdateRetention = true, "updateRetention has no effect: there is neither retentionInDays nor a tag");
        yield return Case(o => o.LogGroupClass = "gold", "logGroupClass 'gold' is not known here: the service judges it");
        yield return Case(o => o.Connection.Profile = "some", "profile has no effect: credentials are given");
    }

    [TestCaseSource(nameof(Idle))]
    public async Task OptionsWithoutEffectBesideOthersAreNamedInTheSelfLog(Action<CloudWatchSinkOptions> configure, string expected)
    {
        using var selfLog = new SelfLogCollector();
        await using var sink = await EmulatedSink.StartAsync(configure);

        selfLog.Lines.Should().ContainSingle(line => line.Contains(expected, StringComparison.Ordinal));
    }

    [TestCase("{Tenant}")]
    [TestCase("{ThreadName}")]
    [TestCase("{Env:NO_SUCH_VARIABLE_HERE|none}-{Tenant}")]
    public async Task OrdinaryOptionsAreNotNamed(string logStream)
    {
        using var selfLog = new SelfLogCollector();
        await using var sink = await EmulatedSink.StartAsync(o => (o.RetentionInDays, o.LogStream, o.StreamLimit) = (7, logStream, 5));

        selfLog.Lines.Should().BeEmpty();
    }

    static TestCaseData Case(Action<CloudWatchSinkOptions> configure, string expected) => new TestCaseData(configure, expected).SetArgDisplayNames(expected);
}
