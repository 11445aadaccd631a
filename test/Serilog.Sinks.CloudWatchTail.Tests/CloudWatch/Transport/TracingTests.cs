using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

[NonParallelizable]
public class TracingTests
{
    [Test]
    public async Task ACallInsideATraceIsNoPartOfIt()
    {
        var started = new List<Activity>();
        using var listener = new ActivityListener
        {
            // Everything but the server that this test runs itself, and what the runtime shows of sockets to those who ask for experiments.
            ShouldListenTo = source => !source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                && !source.Name.StartsWith("Experimental.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => { lock (started) started.Add(activity); },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("the application");
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = server.Client();

        using (var activity = source.StartActivity("work"))
        {
            activity!.SetBaggage("customer", "42");
            await client.PutLogEventsAsync(Wire.Put("m"), default);
            Activity.Current.Should().BeSameAs(activity);
        }

        started.Select(a => a.OperationName).Should().Equal("work");
        server.Requests.Single().Headers.Keys.Should()
            .NotContain(name => name.StartsWith("trace", StringComparison.OrdinalIgnoreCase))
            .And.NotContain(["baggage", "Correlation-Context", "Request-Id", "X-Amzn-Trace-Id"]);
    }

    [Test]
    public async Task AnApplicationsIdStandsInTheUserAgentBesideTheSdks()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        var options = server.Options();
        options.ConfigureClient = config => config.ClientAppId = "shop";
        using var client = CloudWatchLogsClient.Create(options);

        await client.PutLogEventsAsync(Wire.Put("m"), default);

        server.Requests.Single().Headers["User-Agent"].Should().Contain("aws-sdk-dotnet").And.Contain("app/shop");
    }

    [Test]
    public async Task CredentialsAreLookedUpOutsideTheTrace()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        var credentials = new WitnessingCredentials();
        var options = server.Options();
        options.Credentials = credentials;
        using var client = CloudWatchLogsClient.Create(options);

        using (new Activity("work").Start()) await client.PutLogEventsAsync(Wire.Put("m"), default);

        credentials.Seen.Should().NotBeEmpty().And.OnlyContain(activity => activity == null);
    }

    [Test]
    public async Task WhatInstrumentsAllAwsClientsLeavesThisOneAlone()
    {
        var instrumentation = new Instrumentation();
        RuntimePipelineCustomizerRegistry.Instance.Register(instrumentation);
        try
        {
            await using var server = await WireServer.StartAsync(200, "{}");
            using var client = server.Client();

            await client.PutLogEventsAsync(Wire.Put("m"), default);

            server.Requests.Single().Headers.Keys.Should().NotContain("traceparent");
        }
        finally
        {
            RuntimePipelineCustomizerRegistry.Instance.Deregister(instrumentation);
        }
    }

    sealed class WitnessingCredentials : AWSCredentials
    {
        public List<Activity?> Seen { get; } = [];

        public override ImmutableCredentials GetCredentials()
        {
            Seen.Add(Activity.Current);
            return WireServer.Credentials.GetCredentials();
        }
    }

    sealed class Instrumentation : IRuntimePipelineCustomizer
    {
        public string UniqueName => nameof(Instrumentation);

        public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandlerBefore<RetryHandler>(new Tracer());
    }

    sealed class Tracer : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            executionContext.RequestContext.Request.Headers["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
            return base.InvokeAsync<T>(executionContext);
        }
    }
}
