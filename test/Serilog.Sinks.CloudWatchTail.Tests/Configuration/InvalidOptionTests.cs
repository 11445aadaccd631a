using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

public class InvalidOptionTests
{
    public static IEnumerable<TestCaseData> Invalid()
    {
        yield return Case(o => o.LogGroup = null, "logGroup", "null", "required");
        yield return Case(o => o.LogGroup = "", "logGroup", "''", "required");
        yield return Case(o => o.LogGroup = "größe", "logGroup", "'größe'", "1 to 512 characters");
        yield return Case(o => o.LogGroup = "group\n", "logGroup", "1 to 512 characters");
        yield return Case(o => o.LogGroup = "my group", "logGroup", "'my group'", "1 to 512 characters");
        yield return Case(o => o.LogGroup = "arn:aws:logs:eu-west-1:1:log-group:x", "logGroup", "an ARN is not a name");
        yield return Case(o => o.LogGroup = "good\n", "logGroup", "1 to 512 characters");
        yield return Case(o => o.LogGroup = new string('x', 513), "logGroup", "1 to 512 characters");
        yield return Case(o => o.LogGroup = "aws/mine", "logGroup", "must not start with 'aws/'");
        yield return Case(o => o.LogStream = "", "logStream", "1 to 512 characters");
        yield return Case(o => o.LogStream = "web:{ProcessId}", "logStream", "position 3");
        yield return Case(o => o.LogStream = "a{Tenant", "logStream", "position 1 is not closed");
        yield return Case(o => { o.Formatter = new JsonFormatter(); o.OutputTemplate = "{Message}"; }, "outputTemplate", "'{Message}'", "cannot be given together with formatter");
        yield return Case(o => o.OutputTemplate = "{Message,1001}", "outputTemplate", "'{Message,1001}'", "asks for more than 1000 characters");
        yield return Case(o => o.LogStream = "{Tenant:F999999999}", "logStream", "'{Tenant:F999999999}'", "asks for more than 1000 characters");
        yield return Case(o => o.RetentionInDays = 2, "retentionInDays", "'2'", "3653");
        yield return Case(o => o.LogGroupClass = "", "logGroupClass", "''", "INFREQUENT_ACCESS");
        yield return Case(o => o.LogGroupClass = "IN FREQUENT", "logGroupClass", "'IN FREQUENT'", "ESSENTIALS");
        yield return Case(o => o.Tags["a%b"] = "v", "tags", "'a%b'", "%3A stands for the colon");
        yield return Case(o => o.Tags["x"] = "a\nb", "tags", "'x'", "values out of letters");
        yield return Case(o => (o.Tags["a%3ab"], o.Tags["a:b"]) = ("1", "2"), "tags", "'2'", "the tag 'a:b' twice");
        yield return Case(o => (o.Tags["cw:datasource:type"], o.DataSourceType) = ("a", "b"), "dataSourceType", "'b'", "the tag 'cw:datasource:type' twice");
        yield return Case(o => o.DataSourceName = "", "dataSourceName", "''", "1 to 256 characters");
        yield return Case(o => o.DataSourceType = new string('v', 257), "dataSourceType", "1 to 256 characters");
        yield return Case(o => o.ServiceName = new string('v', 513), "serviceName", "at most 512 characters", "service's limit");
        yield return Case(o => o.Environment = new string('v', 513), "environment", "at most 512 characters", "service's limit");
        yield return Case(o => o.ServiceName = " ", "serviceName", "' '", "not all of them spaces");
        yield return Case(o => o.ServiceName = "a\nb", "serviceName", "no control characters");
        yield return Case(o => o.Environment = "\t", "environment", "not all of them spaces");
        yield return Case(o => o.LogStream = "{Date|x}", "logStream", "'{Date|x}'", "takes no default");
        yield return Case(o => o.KmsKeyId = "arn: x", "kmsKeyId", "without spaces");
        yield return Case(o => o.KmsKeyId = "", "kmsKeyId", "at most 256");
        yield return Case(o => o.Tags = Enumerable.Range(0, 51).ToDictionary(i => $"k{i}", i => "v"), "tags", "'51'", "at most 50");
        yield return Case(o => o.Tags["aws:x"] = "v", "tags", "'aws:x'", "do not start with 'aws:'");
        yield return Case(o => o.Tags["x"] = new string('v', 257), "tags", "'x'", "at most 256");
        yield return Case(o => o.StreamLimit = 0, "streamLimit", "'0'", "from 1 to 100000");
        yield return Case(o => o.BatchSizeLimit = 10_001, "batchSizeLimit", "'10001'", "from 1 to 10000", "service's limit");
        yield return Case(o => o.BatchSizeLimit = 0, "batchSizeLimit", "'0'", "from 1");
        yield return Case(o => o.BatchSizeLimitBytes = 1_048_577, "batchSizeLimitBytes", "'1048577'", "1048576", "service's limit");
        yield return Case(o => o.BatchSizeLimitBytes = 500_000, "batchSizeLimitBytes", "'500000'", "eventSizeLimitBytes (1000000) plus 26");
        yield return Case(o => o.EventSizeLimitBytes = 1_048_551, "eventSizeLimitBytes", "'1048551'", "1048550", "service's limit");
        yield return Case(o => o.EventSizeLimitBytes = 1_023, "eventSizeLimitBytes", "'1023'", "from 1024");
        yield return Case(o => o.QueueLimit = 0, "queueLimit", "'0'", "from 1");
        yield return Case(o => o.QueueLimitBytes = 1_048_575, "queueLimitBytes", "'1048575'", "from 1048576");
        yield return Case(o => o.DetailLevel = LogEventLevel.Verbose, "detailLevel", "'Verbose'", "must be below restrictedToMinimumLevel (Verbose)");
        yield return Case(o => (o.DetailLevel, o.RestrictedToMinimumLevel) = (LogEventLevel.Information, LogEventLevel.Information), "detailLevel", "'Information'", "must be below restrictedToMinimumLevel (Information)");
        yield return Case(o => (o.DetailLevel, o.LevelSwitch) = (LogEventLevel.Error, new LoggingLevelSwitch()), "detailLevel", "'Error'", "must be below detailOnLevel (Error)");
        yield return Case(o => o.DetailLevel = (LogEventLevel)(-1), "detailLevel", "'-1'", "must be one of Verbose", "or left out for none");
        yield return Case(o => o.DetailOnLevel = LevelAlias.Off, "detailOnLevel", "'6'", "must be one of Verbose");
        yield return Case(o => o.DetailKey = "", "detailKey", "''", "the name of a property");
        yield return Case(o => o.DetailTime = TimeSpan.Zero, "detailTime", "'00:00:00'", "more than zero");
        yield return Case(o => o.DetailTime = TimeSpan.FromDays(1), "detailTime", "'1.00:00:00'", "at most 01:00:00", "a bare number means days");
        yield return Case(o => o.DetailLimitBytes = 65_535, "detailLimitBytes", "'65535'", "from 65536");
        yield return Case(o => o.BytesPerMinuteLimit = 1_023, "bytesPerMinuteLimit", "'1023'", "from 1024 to 1099511627776, or left out for none");
        yield return Case(o => o.BudgetExemptLevel = (LogEventLevel)17, "budgetExemptLevel", "'17'", "Fatal or LevelAlias.Off");
        yield return Case(o => o.MaxConcurrentRequests = 65, "maxConcurrentRequests", "'65'", "from 1 to 64");
        yield return Case(o => o.FlushAtLevel = (LogEventLevel)17, "flushAtLevel", "'17'", "Fatal or LevelAlias.Off");
        yield return Case(o => o.RestrictedToMinimumLevel = (LogEventLevel)17, "restrictedToMinimumLevel", "'17'", "Verbose", "or LevelAlias.Off");
        yield return Case(o => o.BufferingTimeLimit = TimeSpan.Zero, "bufferingTimeLimit", "'00:00:00'", "more than zero");
        yield return Case(o => o.BufferingTimeLimit = TimeSpan.FromSeconds(-1), "bufferingTimeLimit", "'-00:00:01'", "more than zero");
        yield return Case(o => o.BufferingTimeLimit = TimeSpan.FromDays(5), "bufferingTimeLimit", "'5.00:00:00'", "a bare number means days", "\"00:00:05\"");
        yield return Case(o => o.RetryTimeLimit = TimeSpan.FromDays(10), "retryTimeLimit", "'10.00:00:00'", "a bare number means days");
        yield return Case(o => o.RetryTimeLimit = TimeSpan.Zero, "retryTimeLimit", "'00:00:00'", "more than zero");
        yield return Case(o => o.ShutdownTimeLimit = TimeSpan.FromDays(10), "shutdownTimeLimit", "'10.00:00:00'", "a bare number means days");
        yield return Case(o => o.ShutdownTimeLimit = TimeSpan.FromSeconds(-1), "shutdownTimeLimit", "'-00:00:01'", "zero or more");
        yield return Case(o => o.BufferSizeLimitBytes = 4_194_303, "bufferSizeLimitBytes", "'4194303'", "from 4194304");
        yield return Case(o => o.BufferFlush = (CloudWatchBufferFlush)7, "bufferFlush", "'7'", "Os, Disk");
        yield return Case(o => o.Protocol = (CloudWatchProtocol)7, "protocol", "'7'", "Json, Cbor");
        yield return Case(o => o.BufferBaseFilename = "logs/", "bufferBaseFilename", "'logs/'", "the beginning of a file's name");
        yield return Case(o => o.BufferBaseFilename = "logs/..", "bufferBaseFilename", "'logs/..'", "the beginning of a file's name");
        yield return Case(o => o.BufferBaseFilename = "logs/" + new string('é', 101), "bufferBaseFilename", "1 to 200 bytes");
        yield return Case(o => { o.Connection.ServiceUrl = "http://localhost:4588"; o.Connection.UseFips = true; }, "useFips", "serviceUrl");
        yield return Case(o => { o.Connection.ServiceUrl = "http://localhost:4588"; o.Connection.UseDualStack = true; }, "useDualStack", "serviceUrl");
        yield return Case(o => o.Connection = null!, "connection", "must not be null");
        yield return Case(o => o.Connection.ServiceUrl = "localhost:4588", "serviceUrl", "'localhost:4588'", "http");
    }

    [TestCaseSource(nameof(Invalid))]
    public void AnInvalidOptionFailsAtConfigurationWithTheOptionTheValueAndTheRule(Action<CloudWatchSinkOptions> configure, string[] parts)
    {
        var batched = () => new LoggerConfiguration().WriteTo.CloudWatch(Valid);
        var audit = () => new LoggerConfiguration().AuditTo.CloudWatch(Valid);

        foreach (var part in parts)
        {
            batched.Should().Throw<ArgumentException>().Which.Message.Should().ContainEquivalentOf(part);
            audit.Should().Throw<ArgumentException>().Which.Message.Should().ContainEquivalentOf(part);
        }

        void Valid(CloudWatchSinkOptions options)
        {
            options.LogGroup = "/shop/orders";
            options.Connection.Region = "eu-west-1";
            configure(options);
        }
    }

    public static IEnumerable<TestCaseData> OfTheEngine()
    {
        yield return Case(o => o.BytesPerMinuteLimit = 5_000, "bytesPerMinuteLimit", "'5000'");
        yield return Case(o => (o.DetailLevel, o.RestrictedToMinimumLevel) = (LogEventLevel.Debug, LogEventLevel.Information), "detailLevel", "'Debug'");
        yield return Case(o => o.MeasureTemplates = true, "measureTemplates", "'True'");
    }

    [TestCaseSource(nameof(OfTheEngine))]
    public void WhatOnlyTheSinksOwnEngineDoesIsRefusedWhereItIsNotAtWork(Action<CloudWatchSinkOptions> configure, string[] parts)
    {
        var audit = () => new LoggerConfiguration().AuditTo.CloudWatch(Valid);
        var batched = () => new CloudWatchBatchedSink(Options());
        foreach (var part in parts)
        {
            audit.Should().Throw<ArgumentException>().Which.Message.Should().Contain(part).And.Contain("cannot be combined with AuditTo; use WriteTo.CloudWatch");
            batched.Should().Throw<ArgumentException>().Which.Message.Should().Contain(part).And.Contain("cannot be combined with Serilog's batching; use WriteTo.CloudWatch");
        }

        void Valid(CloudWatchSinkOptions options)
        {
            options.LogGroup = "/shop/orders";
            options.Connection.Region = "eu-west-1";
            configure(options);
        }

        CloudWatchSinkOptions Options()
        {
            var options = new CloudWatchSinkOptions();
            Valid(options);
            return options;
        }
    }

    [Test]
    public void WithoutAGroupTheErrorSaysSoAlsoInTheShortForm()
    {
        var short_ = () => new LoggerConfiguration().WriteTo.CloudWatch();
        short_.Should().Throw<ArgumentException>().WithMessage("*logGroup is required*");
    }

    [Test]
    public void AnExistingGroupMayHaveANameThatCouldNotBeCreated()
    {
        using var logger = new LoggerConfiguration().WriteTo.CloudWatch(o =>
        {
            o.LogGroup = "aws/mine";
            o.CreateLogGroup = false;
            o.Connection.ServiceUrl = "http://127.0.0.1:9";
            o.ClientFactory = (_, _) => new ScriptedClient();
        }).CreateLogger();
        logger.Should().NotBeNull();
    }

    static TestCaseData Case(Action<CloudWatchSinkOptions> configure, string option, params string[] parts) =>
        new TestCaseData(configure, (string[])[option, .. parts]).SetArgDisplayNames($"{option}: {string.Join(", ", parts)}");
}
