namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>
/// The eight operations of CloudWatch Logs that this library uses. Each failure, of the service or of the network, comes out as a
/// <see cref="CloudWatchLogsException"/>; cancellation as an <see cref="OperationCanceledException"/>, whose inner exception is one that tells
/// whether the request had been sent. Nothing is retried here but a connection found stale, at once and once: the callers have their own schedules.
/// </summary>
interface ICloudWatchLogsClient : IDisposable
{
    Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken);

    Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken);

    Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken);

    Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken);

    Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken);

    Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken);

    Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken);

    /// <summary>Completes once the service has accepted the session; errors before the stream come out as exceptions.</summary>
    Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Where the requests go, in a form that two clients can be compared by: the custom service URL, or else the region's name.
    /// </summary>
    string Endpoint { get; }

    /// <summary>Hears the service's time with each answer. None at first.</summary>
    IServiceTimeObserver? TimeObserver { get => null; set { } }

    /// <summary>Where the requests go, in all parts, as far as they are known before the first of them.</summary>
    ServiceLocation Location => new(Endpoint, "", "");
}
