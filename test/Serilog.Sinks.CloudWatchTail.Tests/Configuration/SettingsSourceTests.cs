using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

/// <summary>Every option that a string can say, from where strings come: environment variables, by way of .NET's configuration, and Serilog's key-value settings.</summary>
[NonParallelizable]
public class SettingsSourceTests
{
    const string Group = "/settings/sources";

    public static IEnumerable<TestCaseData> Right()
    {
        yield return Row("logStream", "{Tenant}", o => o.LogStream, "{Tenant}");
        yield return Row("restrictedToMinimumLevel", "Error", o => o.RestrictedToMinimumLevel, LogEventLevel.Error);
        yield return Row("formatter", "Serilog.Formatting.Compact.CompactJsonFormatter, Serilog.Formatting.Compact", o => o.Formatter!.GetType(), typeof(CompactJsonFormatter));
        yield return Row("outputTemplate", "{Message}", o => o.OutputTemplate, "{Message}");
        yield return Row("createLogGroup", "false", o => o.CreateLogGroup, false);
        yield return Row("createLogStream", "False", o => o.CreateLogStream, false);
        yield return Row("retentionInDays", "30", o => o.RetentionInDays, 30);
        yield return Row("logGroupClass", "delivery", o => o.LogGroupClass, "delivery");
        yield return Row("updateRetention", "true", o => o.UpdateRetention, true);
        yield return Row("deletionProtection", "true", o => o.DeletionProtection, true);
        yield return Row("dataSourceName", "shop", o => o.DataSourceName, "shop");
        yield return Row("dataSourceType", "orders", o => o.DataSourceType, "orders");
        yield return Row("serviceName", "orders-api", o => o.ServiceName, "orders-api");
        yield return Row("environment", "production", o => o.Environment, "production");
        yield return Row("kmsKeyId", "arn:aws:kms:eu-west-1:123456789012:key/1", o => o.KmsKeyId, "arn:aws:kms:eu-west-1:123456789012:key/1");
        yield return Row("streamLimit", "7", o => o.StreamLimit, 7);
        yield return Row("batchSizeLimit", "123", o => o.BatchSizeLimit, 123);
        yield return Row("batchSizeLimitBytes", "1048000", o => o.BatchSizeLimitBytes, 1_048_000);
        yield return Row("bufferingTimeLimit", "00:00:05", o => o.BufferingTimeLimit, TimeSpan.FromSeconds(5));
        yield return Row("eagerlyEmitFirstEvent", "false", o => o.EagerlyEmitFirstEvent, false);
        yield return Row("queueLimit", "4321", o => o.QueueLimit, 4321);
        yield return Row("queueLimitBytes", "2000000", o => o.QueueLimitBytes, 2_000_000L);
        yield return Row("blockWhenFull", "true", o => o.BlockWhenFull, true);
        yield return Row("flushAtLevel", "Error", o => o.FlushAtLevel, LogEventLevel.Error);
        yield return Row("eventSizeLimitBytes", "100000", o => o.EventSizeLimitBytes, 100_000);
        yield return Row("detailKey", "RequestId", o => o.DetailKey, "RequestId");
        yield return Row("detailOnLevel", "Fatal", o => o.DetailOnLevel, LogEventLevel.Fatal);
        yield return Row("detailTime", "00:00:30", o => o.DetailTime, TimeSpan.FromSeconds(30));
        yield return Row("detailLimitBytes", "5000000000", o => o.DetailLimitBytes, 5_000_000_000L);
        yield return Row("bytesPerMinuteLimit", "3000000000", o => o.BytesPerMinuteLimit, 3_000_000_000L);
        yield return Row("budgetExemptLevel", "Error", o => o.BudgetExemptLevel, LogEventLevel.Error);
        yield return Row("measureTemplates", "true", o => o.MeasureTemplates, true);
        yield return Row("maxConcurrentRequests", "2", o => o.MaxConcurrentRequests, 2);
        yield return Row("retryTimeLimit", "00:03:00", o => o.RetryTimeLimit, TimeSpan.FromMinutes(3));
        yield return Row("shutdownTimeLimit", "00:00:04", o => o.ShutdownTimeLimit, TimeSpan.FromSeconds(4));
        yield return Row("bufferSizeLimitBytes", "5000000", o => o.BufferSizeLimitBytes, 5_000_000L);
        yield return Row("bufferFlush", "disk", o => o.BufferFlush, CloudWatchBufferFlush.Disk);
        yield return Row("serviceUrl", "http://127.0.0.1:9", o => o.Connection.ServiceUrl, "http://127.0.0.1:9");
        yield return Row("useFips", "true", o => o.Connection.UseFips, true);
        yield return Row("useDualStack", "true", o => o.Connection.UseDualStack, true);
        yield return Row("gzip", "true", o => o.Gzip, true);
        yield return Row("protocol", "cbor", o => o.Protocol, CloudWatchProtocol.Cbor);
        yield return Row("credentials", "Serilog.Sinks.CloudWatchTail.Tests.Configuration.JsonConfigurationTests::SomeCredentials, Serilog.Sinks.CloudWatchTail.Tests", o => o.Connection.Credentials, JsonConfigurationTests.SomeCredentials);
    }

    [TestCaseSource(nameof(Right))]
    public void AnOptionIsReadFromAnEnvironmentVariable(string option, string value, Func<CloudWatchSinkOptions, object?> read, object? expected)
    {
        using var logger = FromEnvironment((option, value));
        read(OptionsOfTheSink()).Should().Be(expected);
    }

    [TestCaseSource(nameof(Right))]
    public void AnOptionIsReadFromKeyValueSettings(string option, string value, Func<CloudWatchSinkOptions, object?> read, object? expected)
    {
        using var logger = FromKeyValues((option, value));
        read(OptionsOfTheSink()).Should().Be(expected);
    }

    [Test]
    public void AChoiceOfStreamsIsReadFromAnEnvironmentVariable()
    {
        using var logger = FromEnvironment(("logStreamSelector", "Serilog.Sinks.CloudWatchTail.Tests.Configuration.JsonConfigurationTests::SomeStream, Serilog.Sinks.CloudWatchTail.Tests"));
        OptionsOfTheSink().LogStreamSelector!.Method.Name.Should().Be("SomeStream");
    }

    [Test]
    public void TheFileOfDurableModeIsReadFromEither()
    {
        using var folder = new TempFolder();
        foreach (var load in Either(("bufferBaseFilename", folder.GetFile("orders"))))
        {
            using var logger = load();
            OptionsOfTheSink().BufferBaseFilename.Should().Be(folder.GetFile("orders"));
        }
    }

    [Test]
    public void AProfileIsReadFromEither()
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllText(folder.GetFile("credentials"), "[work]\naws_access_key_id = OFWORK\naws_secret_access_key = s\n");
        using var scope = new EnvironmentScope();
        Amazon.AWSConfigs.AWSProfilesLocation = folder.GetFile("credentials");
        foreach (var load in Either(("profile", "work")))
        {
            using var logger = load();
            OptionsOfTheSink().Connection.Profile.Should().Be("work");
        }
    }

    [Test]
    public void TagsAreReadFromEnvironmentVariables()
    {
        using var logger = FromEnvironment(("tags:team", "orders"), ("tags:cost%3Acentre", "17"));
        GroupTags.Of(OptionsOfTheSink()).Should().BeEquivalentTo(new Dictionary<string, string> { ["team"] = "orders", ["cost:centre"] = "17" });
    }

    [TestCase("retentionInDays", "2", "retentionInDays*'2'")]
    [TestCase("batchSizeLimit", "10001", "batchSizeLimit*'10001'")]
    [TestCase("bufferingTimeLimit", "5", "bufferingTimeLimit*a bare number means days")]
    [TestCase("logGroupClass", "gold bar", "logGroupClass*'gold bar'")]
    [TestCase("bufferFlush", "never", "bufferFlush must be one of Os, Disk*'never'")]
    [TestCase("bufferFlush", "1", "bufferFlush must be one of Os, Disk*'1'")]
    [TestCase("protocol", "Xml", "protocol must be one of Json, Cbor*'Xml'")]
    [TestCase("protocol", "1", "protocol must be one of Json, Cbor*'1'")]
    [TestCase("logStream", "a{Tenant", "position 1 is not closed")]
    [TestCase("logStream", "{Env}", "names no environment variable")]
    [TestCase("bufferBaseFilename", "logs/", "bufferBaseFilename*'logs/'")]
    [TestCase("profile", "no-such-profile", "Profile 'no-such-profile'")]
    [TestCase("serviceUrl", "localhost:4588", "serviceUrl*'localhost:4588'")]
    public void AWrongValueThrowsTheSinksOwnWordsFromEither(string option, string value, string words)
    {
        foreach (var load in Either((option, value)))
        {
            var error = load.Should().Throw<Exception>().Which;
            while (error.InnerException is { } inner) error = inner;
            error.Message.Should().MatchEquivalentOf($"*{words.Replace("'", "*")}*");
        }
    }

    static Func<Logger>[] Either((string, string) arg) => [() => FromEnvironment(arg), () => FromKeyValues(arg)];

    static Logger FromEnvironment(params (string Option, string Value)[] args)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Serilog:Using:0"] = "Serilog.Sinks.CloudWatchTail",
            ["Serilog:WriteTo:0:Name"] = "CloudWatch",
            ["Serilog:WriteTo:0:Args:logGroup"] = Group,
            ["Serilog:WriteTo:0:Args:region"] = "eu-west-1",
        };
        foreach (var (option, value) in args) settings[$"Serilog:WriteTo:0:Args:{option}"] = value;
        return new LoggerConfiguration().ReadFrom.Configuration(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).CreateLogger();
    }

    static Logger FromKeyValues(params (string Option, string Value)[] args)
    {
        var settings = new Dictionary<string, string>
        {
            ["using:CloudWatch"] = "Serilog.Sinks.CloudWatchTail",
            ["write-to:CloudWatch.logGroup"] = Group,
            ["write-to:CloudWatch.region"] = "eu-west-1",
        };
        foreach (var (option, value) in args) settings[$"write-to:CloudWatch.{option}"] = value;
        return new LoggerConfiguration().ReadFrom.KeyValuePairs(settings).CreateLogger();
    }

    static CloudWatchSinkOptions OptionsOfTheSink() => LiveSinks.All().Single(s => s.Options.LogGroup == Group).Options;

    static TestCaseData Row(string option, string value, Func<CloudWatchSinkOptions, object?> read, object? expected) =>
        new TestCaseData(option, value, read, expected).SetArgDisplayNames(option);
}
