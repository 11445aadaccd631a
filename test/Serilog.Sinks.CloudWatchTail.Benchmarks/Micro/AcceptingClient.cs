using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Micro;

/// <summary>A service that stores everything at no cost.</summary>
sealed class AcceptingClient : ICloudWatchLogsClient
{
    static readonly Task<PutLogEventsResponse> Stored = Task.FromResult(PutLogEventsResponse.AllStored);

    public string Endpoint => "accepting";

    public Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken) => Stored;

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
