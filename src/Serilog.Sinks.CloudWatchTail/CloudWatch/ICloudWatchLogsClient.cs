using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

// The nine operations of CloudWatch Logs that this library uses. A failure of the service or of the network is a
// CloudWatchLogsException; cancellation is an OperationCanceledException with an inner
// CloudWatchLogsException that tells whether the request had been sent. The callers have their own retry schedules: the client
// itself retries only a stale connection, once and at once.
interface ICloudWatchLogsClient : IDisposable
{
    Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken);

    Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken);

    Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken);

    Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken);

    Task TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken);

    Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken);

    Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken);

    Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken);

    // Completes when the service has accepted the session; a refusal is an exception.
    Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken);

    // The custom service URL, or else the region's name: two clients with the same endpoint reach the same service.
    string Endpoint { get; }

    // Told the service's time with each response. Default: none.
    IServiceTimeObserver? TimeObserver { get => null; set { } }

    // Where the requests go, as far as it is known before the first one.
    ServiceLocation Location => new(Endpoint, "", "");
}
