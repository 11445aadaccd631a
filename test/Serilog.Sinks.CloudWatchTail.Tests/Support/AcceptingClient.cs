using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A fake of the wire that accepts everything, with the answer that it is given.</summary>
sealed class AcceptingClient : ICloudWatchLogsClient
{
    public PutLogEventsResponse Response { get; init; } = PutLogEventsResponse.AllStored;

    /// <summary>What happens before a put is accepted.</summary>
    public Func<PutLogEventsRequest, CancellationToken, Task> OnPut { get; init; } = static async (_, _) => await Task.Yield();

    public string Endpoint => "accepting";

    public async Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        await OnPut(request, cancellationToken);
        return Response;
    }

    public Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
