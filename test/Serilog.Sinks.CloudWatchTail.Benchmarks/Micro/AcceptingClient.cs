using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>A service that stores everything at no cost.</summary>
sealed class AcceptingClient : FakeClient
{
    static readonly Task<PutLogEventsResponse> Stored = Task.FromResult(PutLogEventsResponse.AllStored);

    public override string Endpoint => "accepting";

    public override Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken) => Stored;
}
