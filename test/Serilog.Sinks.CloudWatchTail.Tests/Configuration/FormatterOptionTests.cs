using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

/// <summary>The formatter as an object in the sink's configuration, its options beside its type.</summary>
[NonParallelizable]
public class FormatterOptionTests
{
    const string Metrics = """
        "metrics": [
          { "property": "Elapsed", "unit": "Milliseconds", "namespace": "Shop/Orders", "dimensions": [ [ "Service" ], [ "Service", "Customer" ], [] ] },
          { "property": "Count", "name": "Orders", "namespace": "Shop/Orders", "storageResolution": 1 }
        ]
        """;

    /// <summary>Named by the configuration below.</summary>
    public static AWSCredentials TheEmulators { get; } = new BasicAWSCredentials("test", "test");

    [Test]
    public async Task TheEmulatorHasTheMetricsThatAConfigurationFileNames()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using (var logger = Load(aws, Metrics))
        {
            logger.ForContext("Service", "web").Information("Took {Elapsed} ms for {Customer}", 12.5, "Alice");
            logger.Information("{Count} orders", 3);
            logger.Information("No metric");
        }

        aws.MetricErrors("/shop/orders").Should().BeEmpty();
        aws.Metrics("/shop/orders").Select(m => $"{m.Namespace} {m.Name} {m.Values.Single()} {m.Unit} {m.StorageResolution} {string.Join(',', m.Dimensions)}").Should().BeEquivalentTo(
            "Shop/Orders Elapsed 12.5 Milliseconds 60 [Service, web]",
            "Shop/Orders Elapsed 12.5 Milliseconds 60 [Service, web],[Customer, Alice]",
            "Shop/Orders Elapsed 12.5 Milliseconds 60 ",
            "Shop/Orders Orders 3 None 1 ");
        aws.Events("/shop/orders").Should().HaveCount(3).And.ContainSingle(e => e.Message.EndsWith("\"message\":\"No metric\",\"template\":\"No metric\"}", StringComparison.Ordinal));
        foreach (var stored in aws.Events("/shop/orders"))
        {
            LogEventReader.TryRead(stored.Message, out var logEvent).Should().BeTrue();
            logEvent!.Properties.Keys.Should().NotContain("_aws").And.NotContain("Orders");
        }
    }

    [TestCase("\"quoteStrings\": true", "\"level\":\"Information\",\"message\":\"for \\\"Alice\\\"\"")]
    [TestCase("\"quoteStrings\": \"false\"", "\"level\":\"Information\",\"message\":\"for Alice\"")]
    [TestCase("\"levelNames\": \"upper\"", "\"level\":\"INFO\",\"message\":\"for Alice\"")]
    [TestCase("\"levelNames\": \"OpenTelemetry\"", "\"severityNumber\":9,\"severityText\":\"INFO\",\"message\":\"for Alice\"")]
    public async Task TheOptionsOfTheMessageAndTheLevelComeFromAConfigurationFile(string option, string expected)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using (var logger = Load(aws, option)) logger.Information("for {Customer}", "Alice");
        aws.Events("/shop/orders").Single().Message.Should().Contain(expected);
    }

    [TestCase("\"levelNames\": \"loud\"", "levelNames is \"loud\"")]
    [TestCase("\"metrics\": [ { \"property\": \"Elapsed\" } ]", "namespace of a metric is missing")]
    [TestCase("\"metrics\": [ { \"namespace\": \"Shop\" } ]", "property of a metric is missing")]
    [TestCase("\"metrics\": [ { \"property\": \"Elapsed\", \"namespace\": \"Shop\", \"unit\": \"ms\" } ]", "unit of a metric is \"ms\"")]
    [TestCase("\"nestPropertiesUnder\": \"data\", \"metrics\": [ { \"property\": \"Elapsed\", \"namespace\": \"Shop\" } ]", "metrics cannot be used together with nestPropertiesUnder")]
    public async Task AWrongValueIsRefusedWhenTheConfigurationIsRead(string option, string words)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var error = FluentActions.Invoking(() => Load(aws, option)).Should().Throw<Exception>().Which;
        (error.InnerException ?? error).Message.Should().Contain(words);
    }

    static Logger Load(CloudWatchLogsEmulator aws, string options)
    {
        var json = $$"""
            { "Serilog": { "Using": [ "Serilog.Sinks.CloudWatchTail" ], "WriteTo": [ { "Name": "CloudWatch", "Args": {
                "logGroup": "/shop/orders", "region": "{{aws.Region}}", "serviceUrl": "{{aws.ServiceUrl}}",
                "credentials": "Serilog.Sinks.CloudWatchTail.Tests.Configuration.FormatterOptionTests::TheEmulators, Serilog.Sinks.CloudWatchTail.Tests",
                "formatter": { "type": "Serilog.Sinks.CloudWatchTail.Formatting.CloudWatchJsonFormatter, Serilog.Sinks.CloudWatchTail", {{options}} } } } ] } }
            """;
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new LoggerConfiguration().ReadFrom.Configuration(configuration).CreateLogger();
    }
}
