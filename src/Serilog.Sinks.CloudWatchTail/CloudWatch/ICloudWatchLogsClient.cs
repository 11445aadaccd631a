using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

// The nine operations of CloudWatch Logs that this library uses. A failure of the service or the network is a CloudWatchLogsException; cancellation
// is an OperationCanceledException whose inner CloudWatchLogsException tells whether the request had been sent. Callers have their own retry
// schedules: the client only retries a stale connection, once and at once.
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

    // Completes when the service has accepted the session; throws if the service refuses it.
    Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken);

    // The custom service URL, or else the region's name. Clients with equal endpoints reach the same service.
    string Endpoint { get; }

    // Receives the service's time with each response. Null by default.
    IServiceTimeObserver? TimeObserver { get => null; set { } }

    // Where requests go, as far as the client knows before the first one.
    ServiceLocation Location => new(Endpoint, "", "");
}
