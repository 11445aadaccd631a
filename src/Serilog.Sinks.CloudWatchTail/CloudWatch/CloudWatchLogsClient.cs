using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

// Calls the service over HTTP; all operations share one ServiceConnection.
sealed class CloudWatchLogsClient : ICloudWatchLogsClient
{
    // The time limit of a call, from connecting to the end of the response. A live tail is unlimited once the service has accepted it.
    public static readonly TimeSpan DefaultRequestTimeLimit = TimeSpan.FromSeconds(30);

    readonly ServiceConnection _connection;
    readonly TimeProvider _timeProvider;
    readonly WireProtocol _protocol;
    readonly Func<ResponseBody, PutLogEventsResponse> _readPut;
    readonly bool _gzip;
    readonly string? _liveTailHostPrefix;

    CloudWatchLogsClient(ServiceConnection connection, ConnectionSettings settings, TimeProvider timeProvider)
    {
        _connection = connection;
        _timeProvider = timeProvider;
        _protocol = WireProtocol.Of(settings.Protocol);
        _readPut = body => PutLogEvents.Read(_protocol.ToJson(body.Span));
        _gzip = settings.Gzip;
        _liveTailHostPrefix = settings.ServiceUrl is null ? settings.LiveTailHostPrefix : null;
    }

    // Throws ArgumentException if an option's value breaks a rule; the message names the option, the value and the rule.
    public static CloudWatchLogsClient Create(
        CloudWatchConnectionOptions options,
        TimeProvider? timeProvider = null,
        TimeSpan? requestTimeLimit = null,
        InstanceRegion? instanceRegion = null)
    {
        var settings = ConnectionSettings.Resolve(options);
        timeProvider ??= TimeProvider.System;
        var connection = new ServiceConnection(settings, timeProvider, requestTimeLimit ?? DefaultRequestTimeLimit, instanceRegion ?? InstanceRegion.Shared);
        return new CloudWatchLogsClient(connection, settings, timeProvider);
    }

    public string Endpoint => _connection.Endpoint;

    public ServiceLocation Location => _connection.Location;

    public IServiceTimeObserver? TimeObserver
    {
        get => _connection.TimeObserver;
        set => _connection.TimeObserver = value;
    }

    public Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken) => _gzip
        ? PutCompressedAsync(request, cancellationToken)
        : _connection.CallAsync(new ServiceRequest(PutLogEvents.Name, request.Body) { Protocol = _protocol }, _readPut, cancellationToken);

    public Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) =>
        CallAsync(CreateLogGroup.Instance, request, cancellationToken);

    public Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken) =>
        CallAsync(CreateLogStream.Instance, request, cancellationToken);

    public Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) =>
        CallAsync(PutRetentionPolicy.Instance, request, cancellationToken);

    public Task TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) =>
        CallAsync(TagResource.Instance, request, cancellationToken);

    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) =>
        CallAsync(DescribeLogGroups.Instance, request, cancellationToken);

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) =>
        CallAsync(DescribeLogStreams.Instance, request, cancellationToken);

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) =>
        CallAsync(FilterLogEvents.Instance, request, cancellationToken);

    public async Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken)
    {
        using var body = new Utf8Buffer();
        StartLiveTail.Write(body, request);
        var call = new ServiceRequest(StartLiveTail.Name, body.WrittenMemory) { HostPrefix = _liveTailHostPrefix };
        var response = await _connection.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        return new LiveTailStream(response, request.SilenceLimit, _timeProvider);
    }

    public void Dispose() => _connection.Dispose();

    async Task<PutLogEventsResponse> PutCompressedAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        using var compressed = GzipBody.Compress(request.Body);
        var gzipped = new ServiceRequest(PutLogEvents.Name, compressed.WrittenMemory) { Protocol = _protocol, Gzip = true };
        return await _connection.CallAsync(gzipped, _readPut, cancellationToken).ConfigureAwait(false);
    }

    async Task<TResponse> CallAsync<TRequest, TResponse>(
        ServiceOperation<TRequest, TResponse> operation,
        TRequest request,
        CancellationToken cancellationToken)
    {
        using var body = new Utf8Buffer();
        operation.Write(body, request);
        var call = new ServiceRequest(operation.Name, _protocol.FromJson(body.WrittenMemory)) { Protocol = _protocol };
        return await _connection.CallAsync(call, response => operation.Read(_protocol.ToJson(response.Span)), cancellationToken).ConfigureAwait(false);
    }
}
