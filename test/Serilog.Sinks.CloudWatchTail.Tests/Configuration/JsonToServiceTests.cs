using System.Text;
using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

/// <summary>What the service sees of options that a configuration file sets.</summary>
[NonParallelizable]
public class JsonToServiceTests
{
    const string Group = "/json/to/service";
    const string Here = "Serilog.Sinks.CloudWatchTail.Tests.Configuration.JsonToServiceTests";

    /// <summary>Named by the configurations below, as the next three are.</summary>
    public static AWSCredentials EmulatorCredentials { get; } = new BasicAWSCredentials("test", "test");

    public static string? AuditStream(LogEvent logEvent) => logEvent.Level == LogEventLevel.Error ? "audit:errors" : null;

    public static void ThroughTheProxy(ClientConfig client) => client.HttpClientFactory = new MarkingFactory();

    [Test]
    public async Task TheGroupIsCreatedWithClassProtectionRetentionKeyAndTags()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await LogAsync(aws, """
            "logGroupClass": "essentials", "deletionProtection": true, "retentionInDays": 30, "kmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/1",
            "tags": { "team": "orders", "cost%3Acentre": "17" }, "dataSourceName": "shop", "dataSourceType": "orders"
            """);

        var group = aws.LogGroup(Group)!;
        (group.Class, group.DeletionProtectionEnabled, group.RetentionInDays, group.KmsKeyId).Should().Be(("ESSENTIALS", true, 30, "arn:aws:kms:us-east-1:123456789012:key/1"));
        group.Tags.Should().Equal(new Dictionary<string, string>
        {
            ["team"] = "orders", ["cost:centre"] = "17", ["cw:datasource:name"] = "shop", ["cw:datasource:type"] = "orders",
        });
    }

    [TestCase("false", null)]
    [TestCase("true", 30)]
    public async Task AnExistingGroupIsUpdatedWhereTheFileSaysSo(string update, int? retention)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.CreateLogGroup(Group);
        await LogAsync(aws, $$"""
            "updateRetention": {{update}}, "retentionInDays": 30, "tags": { "cost%3Acentre": "17" }, "dataSourceName": "shop"
            """);

        var group = aws.LogGroup(Group)!;
        group.RetentionInDays.Should().Be(retention);
        group.Tags.Keys.Should().BeEquivalentTo(retention is null ? [] : new[] { "cost:centre", "cw:datasource:name" });
    }

    [Test]
    public async Task EachPutNamesTheServiceAndItsEnvironment()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await LogAsync(aws, "\"serviceName\": \"orders-api\", \"environment\": \"production\"");
        aws.LogGroup(Group)!.Streams.Single().Entity!.KeyAttributes.Should().Equal(
            new Dictionary<string, string> { ["Type"] = "Service", ["Name"] = "orders-api", ["Environment"] = "production" });
    }

    [TestCase("\"environment\": \"production\"", "billing", "production")]
    [TestCase("\"environment\": \"\"", "billing", null)]
    [TestCase("\"logGroupClass\": \"standard\"", "billing", "staging")]
    public async Task WhatTheFileLeavesOpenIsTakenFromOpenTelemetrysVariables(string args, string service, string? environment)
    {
        using var scope = new EnvironmentScope(("OTEL_SERVICE_NAME", "billing"), ("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,deployment.environment.name=staging"));
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await LogAsync(aws, args);
        var keys = aws.LogGroup(Group)!.Streams.Single().Entity!.KeyAttributes;
        (keys["Name"], keys.GetValueOrDefault("Environment")).Should().Be((service, environment));
    }

    [Test]
    public async Task AnEmptyServiceNameInTheFileTurnsTheEntityOff()
    {
        using var scope = new EnvironmentScope(("OTEL_SERVICE_NAME", "billing"));
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await LogAsync(aws, "\"serviceName\": \"\"");
        aws.Requests.Where(r => r.Operation == "PutLogEvents").Should().OnlyContain(r => !r.BodyText.Contains("entity"));
    }

    [Test]
    public async Task StreamsAreNamedByTokensAndByTheApplicationsChoice()
    {
        using var scope = new EnvironmentScope(("STAGE_OF_A_TEST", "test/eu"));
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await LogAsync(aws, $$"""
            "logStream": "{Env:STAGE_OF_A_TEST|dev}/{Env:NO_SUCH_VARIABLE|none}/v{AppVersion}/{ThreadName|no thread}",
            "logStreamSelector": "{{Here}}::AuditStream, Serilog.Sinks.CloudWatchTail.Tests"
            """);

        var version = Serilog.Sinks.CloudWatchTail.Emit.Streams.AppVersion.OfThisProgram().Replace('/', '-');
        aws.LogGroup(Group)!.Streams.Select(s => s.Name).Should().BeEquivalentTo($"test-eu/none/v{version}/that one", "audit-errors");
    }

    [Test]
    public async Task CallsGoThroughTheClientThatTheFileNames()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await LogAsync(aws, $"\"configureClient\": \"{Here}::ThroughTheProxy, Serilog.Sinks.CloudWatchTail.Tests\"");
        aws.Requests.Should().HaveCountGreaterThan(1).And.OnlyContain(r => r.Headers.ContainsKey("X-Through"));
    }

    [Test]
    public async Task ATailAsksForGroupsOfLinkedAccountsWhereItsSectionSaysSo([Values] bool linked)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o =>
        {
            o.LinkedAccounts.Add("111122223333");
            o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(20);
        });
        var theirs = $"arn:aws:logs:{aws.Region}:111122223333:log-group:{Group}";
        foreach (var group in new[] { Group, theirs }) aws.Put(group, "s");
        await using var tail = Tail(aws, $$"""{ "LogGroups": [ "{{Group}}" ], "IncludeLinkedAccounts": {{(linked ? "true" : "false")}}, "SessionLimit": 2 }""");
        using var stop = new CancellationTokenSource();
        var running = tail.RunAsync(Logger.None, stop.Token);
        await aws.WaitForLiveTailSessionsAsync(linked ? 2 : 1);
        await stop.CancelAsync();
        await running.WaitAsync(Limits.Patience);

        aws.Requests.First(r => r.Operation == "DescribeLogGroups").BodyText.Contains("\"includeLinkedAccounts\":true").Should().Be(linked);
        aws.Requests.Where(r => r.Operation == "StartLiveTail").Any(r => r.BodyText.Contains(theirs)).Should().Be(linked);
    }

    [Test]
    public async Task ATailStartsNoMoreSessionsThanItsSectionAllows()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        for (var group = 0; group < 11; group++) aws.Put($"{Group}/{group}", "s");
        await using var tail = Tail(aws, $$"""{ "LogGroups": [ "{{Group}}/*" ], "SessionLimit": 1 }""");
        await tail.Awaiting(t => t.RunAsync(Logger.None, default).WaitAsync(Limits.Patience)).Should().ThrowAsync<CloudWatchLogsException>().WithMessage("*SessionLimit is 1*");
        aws.StartedLiveTailSessions.Should().Be(0);
    }

    static CloudWatchLiveTail Tail(CloudWatchLogsEmulator aws, string json)
    {
        var options = Configuration($$"""{ "Tail": {{json}} }""").GetSection("Tail").Get<CloudWatchLiveTailOptions>()!;
        aws.Connect(options.Connection.UseEndpoint);
        return new CloudWatchLiveTail(options);
    }

    static async Task LogAsync(CloudWatchLogsEmulator aws, string args)
    {
        var json = $$"""
            { "Serilog": { "Using": [ "Serilog.Sinks.CloudWatchTail" ], "WriteTo": [ { "Name": "CloudWatch", "Args": {
                "logGroup": "{{Group}}", "serviceUrl": "{{aws.ServiceUrl}}", "region": "{{aws.Region}}",
                "credentials": "{{Here}}::EmulatorCredentials, Serilog.Sinks.CloudWatchTail.Tests", {{args}} } } ] } }
            """;
        await using var logger = new LoggerConfiguration().ReadFrom.Configuration(Configuration(json)).CreateLogger();
        var thread = new Thread(() =>
        {
            logger.Information("for the stream of the template");
            logger.Error("for the chosen one, where there is a choice");
        }) { Name = "that one" };
        thread.Start();
        thread.Join(Limits.Patience).Should().BeTrue();
        await CloudWatchSinks.FlushAllAsync(Group).WaitAsync(Limits.Patience);
    }

    static IConfigurationRoot Configuration(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    sealed class MarkingFactory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Marking { InnerHandler = new SocketsHttpHandler { ActivityHeadersPropagator = null } });

        sealed class Marking : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.Headers.Add("X-Through", "1");
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
