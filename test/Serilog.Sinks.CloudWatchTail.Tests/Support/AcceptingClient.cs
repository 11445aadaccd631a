using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A fake of the wire that accepts everything, with the answer that it is given.</summary>
sealed class AcceptingClient : FakeClient
{
    public PutLogEventsResponse Response { get; init; } = PutLogEventsResponse.AllStored;

    /// <summary>What happens before a put is accepted.</summary>
    public Func<PutLogEventsRequest, CancellationToken, Task> OnPut { get; init; } = static async (_, _) => await Task.Yield();

    public override string Endpoint => "accepting";

    public override async Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        await OnPut(request, cancellationToken);
        return Response;
    }
}
