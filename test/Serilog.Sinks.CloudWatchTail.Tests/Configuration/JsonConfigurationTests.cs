using System.Reflection;
using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

public class JsonConfigurationTests
{
    /// <summary>Named by a configuration below.</summary>
    public static AWSCredentials SomeCredentials { get; } = new BasicAWSCredentials("id", "secret");

    public static IFormatProvider SomeCulture => System.Globalization.CultureInfo.InvariantCulture;

    public static string? SomeStream(LogEvent logEvent) => logEvent.Level.ToString();

    public static void SomeFailure(CloudWatchFailure failure) => ArgumentNullException.ThrowIfNull(failure);

    /// <summary>Named by the configuration below.</summary>
    public static void SomeClient(ClientConfig client) => client.Timeout = TimeSpan.FromSeconds(15);

    [Test]
    public void EveryOptionFindsItsWayFromJsonIntoTheSink()
    {
        using var folder = new TempFolder();
        const string Here = "Serilog.Sinks.CloudWatchTail.Tests.Configuration.JsonConfigurationTests";
        var json = $$"""
            {
              "Serilog": {
                "Using": [ "Serilog.Sinks.CloudWatchTail", "Serilog.Sinks.File" ],
                "LevelSwitches": { "$cloud": "Warning" },
                "MinimumLevel": "Verbose",
                "WriteTo": [ {
                  "Name": "CloudWatch",
                  "Args": {
                    "logGroup": "/shop/orders",
                    "logStream": "{TenantId|shared}-{Date:yyyy-MM}",
                    "restrictedToMinimumLevel": "Information",
                    "levelSwitch": "$cloud",
                    "formatter": "Serilog.Sinks.CloudWatchTail.Formatting.ClefFormatter, Serilog.Sinks.CloudWatchTail",
                    "formatProvider": "{{Here}}::SomeCulture, Serilog.Sinks.CloudWatchTail.Tests",
                    "createLogGroup": false,
                    "createLogStream": false,
                    "retentionInDays": 30,
                    "logGroupClass": "infrequent_access",
                    "kmsKeyId": "arn:aws:kms:eu-west-1:123456789012:key/1",
                    "tags": { "team": "orders", "cost%3Acentre": "17" },
                    "updateRetention": true,
                    "deletionProtection": true,
                    "dataSourceName": "shop",
                    "dataSourceType": "orders",
                    "serviceName": "orders-api",
                    "environment": "",
                    "streamLimit": 7,
                    "logStreamSelector": "{{Here}}::SomeStream, Serilog.Sinks.CloudWatchTail.Tests",
                    "batchSizeLimit": 123,
                    "batchSizeLimitBytes": 500000,
                    "bufferingTimeLimit": "00:00:05",
                    "eagerlyEmitFirstEvent": false,
                    "queueLimit": 4321,
                    "queueLimitBytes": 2000000,
                    "detailLevel": "Debug",
                    "detailKey": "RequestId",
                    "detailOnLevel": "Fatal",
                    "detailTime": "00:00:30",
                    "detailLimitBytes": 5000000000,
                    "bytesPerMinuteLimit": 3000000000,
                    "budgetExemptLevel": "Error",
                    "measureTemplates": true,
                    "blockWhenFull": true,
                    "flushAtLevel": "Error",
                    "eventSizeLimitBytes": 100000,
                    "maxConcurrentRequests": 2,
                    "retryTimeLimit": "00:03:00",
                    "shutdownTimeLimit": "00:00:04",
                    "bufferBaseFilename": {{System.Text.Json.JsonSerializer.Serialize(folder.GetFile("orders"))}},
                    "bufferSizeLimitBytes": 5000000,
                    "bufferFlush": "disk",
                    "fallback": [ { "Name": "File", "Args": { "path": "unused.log" } } ],
                    "onFailure": "{{Here}}::SomeFailure, Serilog.Sinks.CloudWatchTail.Tests",
                    "region": "eu-west-1",
                    "profile": null,
                    "serviceUrl": "http://127.0.0.1:9",
                    "credentials": "{{Here}}::SomeCredentials, Serilog.Sinks.CloudWatchTail.Tests",
                    "configureClient": "{{Here}}::SomeClient, Serilog.Sinks.CloudWatchTail.Tests",
                    "useFips": false,
                    "useDualStack": false,
                    "gzip": true,
                    "protocol": "CBOR"
                  }
                } ]
              }
            }
            """;
        using var logger = Load(json);
        var options = OptionsOf(logger);

        options.LogGroup.Should().Be("/shop/orders");
        options.LogStream.Should().Be("{TenantId|shared}-{Date:yyyy-MM}");
        options.RestrictedToMinimumLevel.Should().Be(LogEventLevel.Information);
        options.LevelSwitch!.MinimumLevel.Should().Be(LogEventLevel.Warning);
        options.Formatter.Should().BeOfType<ClefFormatter>();
        options.FormatProvider.Should().BeSameAs(SomeCulture);
        options.CreateLogGroup.Should().BeFalse();
        options.CreateLogStream.Should().BeFalse();
        options.RetentionInDays.Should().Be(30);
        options.LogGroupClass.Should().Be("infrequent_access");
        options.KmsKeyId.Should().Be("arn:aws:kms:eu-west-1:123456789012:key/1");
        GroupTags.Of(options).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["team"] = "orders", ["cost:centre"] = "17", ["cw:datasource:name"] = "shop", ["cw:datasource:type"] = "orders",
        });
        (options.UpdateRetention, options.DeletionProtection).Should().Be((true, true));
        (options.ServiceName, options.Environment).Should().Be(("orders-api", ""));
        options.StreamLimit.Should().Be(7);
        options.LogStreamSelector!.Method.Name.Should().Be(nameof(SomeStream));
        options.BatchSizeLimit.Should().Be(123);
        options.BatchSizeLimitBytes.Should().Be(500_000);
        options.BufferingTimeLimit.Should().Be(TimeSpan.FromSeconds(5));
        options.EagerlyEmitFirstEvent.Should().BeFalse();
        options.QueueLimit.Should().Be(4321);
        options.QueueLimitBytes.Should().Be(2_000_000);
        (options.DetailLevel, options.DetailKey, options.DetailOnLevel).Should().Be((LogEventLevel.Debug, "RequestId", LogEventLevel.Fatal));
        (options.DetailTime, options.DetailLimitBytes).Should().Be((TimeSpan.FromSeconds(30), 5_000_000_000));
        (options.BytesPerMinuteLimit, options.BudgetExemptLevel, options.MeasureTemplates).Should().Be((3_000_000_000, LogEventLevel.Error, true));
        options.BlockWhenFull.Should().BeTrue();
        options.FlushAtLevel.Should().Be(LogEventLevel.Error);
        options.EventSizeLimitBytes.Should().Be(100_000);
        options.MaxConcurrentRequests.Should().Be(2);
        options.RetryTimeLimit.Should().Be(TimeSpan.FromMinutes(3));
        options.ShutdownTimeLimit.Should().Be(TimeSpan.FromSeconds(4));
        options.BufferBaseFilename.Should().Be(folder.GetFile("orders"));
        options.BufferSizeLimitBytes.Should().Be(5_000_000);
        options.BufferFlush.Should().Be(CloudWatchBufferFlush.Disk);
        options.Fallback.Should().NotBeNull();
        options.OnFailure!.Method.Name.Should().Be(nameof(SomeFailure));
        options.Connection.Region.Should().Be("eu-west-1");
        options.Connection.ServiceUrl.Should().Be("http://127.0.0.1:9");
        options.Connection.Credentials.Should().BeSameAs(SomeCredentials);
        options.Connection.ConfigureClient!.Method.Name.Should().Be(nameof(SomeClient));
        options.Gzip.Should().BeTrue();
        options.Protocol.Should().Be(CloudWatchProtocol.Cbor);
        ParametersNotIn(json).Should().BeEquivalentTo("outputTemplate");
    }

    [Test]
    public async Task AnOutputTemplateFromJsonWritesHumanReadableText()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using (var logger = Load(Args($"""
            "logGroup": "/shop/orders", "outputTemplate": "[{"{Level:u3}"}] {"{Message:lj}{NewLine}"}", "serviceUrl": "{aws.ServiceUrl}", "region": "{aws.Region}",
            "credentials": "Serilog.Sinks.CloudWatchTail.Tests.Configuration.JsonConfigurationTests::EmulatorCredentials, Serilog.Sinks.CloudWatchTail.Tests"
            """)))
        {
            logger.Warning("Stock is {State}", "low");
        }

        aws.Events("/shop/orders").Should().ContainSingle().Which.Message.Should().Be("[WRN] Stock is low");
    }

    /// <summary>Named by the configuration above: the emulator's default.</summary>
    public static AWSCredentials EmulatorCredentials { get; } = new BasicAWSCredentials("test", "test");

    [Test]
    public void WriteToCloudWatchByNameAloneThrowsOurError()
    {
        var load = () => Load("""{ "Serilog": { "Using": [ "Serilog.Sinks.CloudWatchTail" ], "WriteTo": [ "CloudWatch" ] } }""");
        Root(load.Should().Throw<Exception>().Which).Message.Should().Contain("logGroup is required");
    }

    [TestCase("\"logGroup\": null")]
    [TestCase("\"logGroup\": \"\"")]
    [TestCase("\"logStream\": \"x\"")]
    public void WithoutAGroupInTheFileTheErrorSaysSo(string args)
    {
        var load = () => Load(Args(args));
        Root(load.Should().Throw<Exception>().Which).Message.Should().Contain("logGroup is required");
    }

    [Test]
    public void ATimeWrittenAsABareNumberIsRefusedWithTheRemedy()
    {
        var load = () => Load(Args("\"logGroup\": \"g\", \"region\": \"eu-west-1\", \"bufferingTimeLimit\": \"5\""));
        Root(load.Should().Throw<Exception>().Which).Message.Should().Contain("\"00:00:05\"");
    }

    static string Args(string args) =>
        $$"""{ "Serilog": { "Using": [ "Serilog.Sinks.CloudWatchTail" ], "WriteTo": [ { "Name": "CloudWatch", "Args": { {{args}} } } ] } }""";

    static Logger Load(string json)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new LoggerConfiguration().ReadFrom.Configuration(configuration).CreateLogger();
    }

    static CloudWatchSinkOptions OptionsOf(Logger logger)
    {
        _ = logger;
        return LiveSinks.All().Single(s => s.Options.LogGroup == "/shop/orders" && s.Options.QueueLimit == 4321).Options;
    }

    static IEnumerable<string> ParametersNotIn(string json) =>
        typeof(CloudWatchLoggerConfigurationExtensions).GetMethods()
            .Where(m => m.Name == "CloudWatch" && m.GetParameters().Length > 3)
            .SelectMany(m => m.GetParameters().Skip(1).Select(p => p.Name!))
            .Distinct()
            .Where(name => !json.Contains($"\"{name}\":", StringComparison.Ordinal));

    static Exception Root(Exception exception)
    {
        while (exception is TargetInvocationException { InnerException: { } inner }) exception = inner;
        return exception;
    }
}
