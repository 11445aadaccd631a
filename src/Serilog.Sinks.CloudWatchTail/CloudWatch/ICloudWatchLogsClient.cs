using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>
/// The nine operations of CloudWatch Logs that this library uses. A failure of the service or of the network is a
/// <see cref="CloudWatchLogsException"/>; cancellation is an <see cref="OperationCanceledException"/> with an inner
/// <see cref="CloudWatchLogsException"/> that tells whether the request had been sent. The callers have their own retry schedules: the client
/// itself retries only a stale connection, once and at once.
/// </summary>
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

    /// <summary>Completes when the service has accepted the session; a refusal is an exception.</summary>
    Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The custom service URL, or else the region's name: two clients with the same endpoint reach the same service.
    /// </summary>
    string Endpoint { get; }

    /// <summary>Told the service's time with each response. Default: none.</summary>
    IServiceTimeObserver? TimeObserver { get => null; set { } }

    /// <summary>Where the requests go, as far as it is known before the first one.</summary>
    ServiceLocation Location => new(Endpoint, "", "");
}
