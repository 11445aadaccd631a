using System.Diagnostics;
using System.Text.Json;
using Amazon;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>The service over HTTP. Thread-safe; nothing goes over the network before the first call.</summary>
sealed class CloudWatchLogsClient : ICloudWatchLogsClient
{
    /// <summary>How long a call may take, connecting and reading the answer included. A live tail has no limit once it has begun.</summary>
    public static readonly TimeSpan DefaultRequestTimeLimit = TimeSpan.FromSeconds(30);

    static readonly Func<ResponseBody, PutLogEventsResponse> ReadPut = static body => ResponseBodies.ReadPutLogEvents(body.Span);

    readonly ConnectionSettings _settings;
    readonly TimeProvider _timeProvider;
    readonly TimeSpan _requestTimeLimit;
    readonly InstanceRegion _instanceRegion;
    readonly object _gate = new();
    ServicePipeline? _pipeline;
    bool _disposed;

    CloudWatchLogsClient(ConnectionSettings settings, TimeProvider timeProvider, TimeSpan requestTimeLimit, InstanceRegion instanceRegion)
    {
        _settings = settings;
        _instanceRegion = instanceRegion;
        _timeProvider = timeProvider;
        _requestTimeLimit = requestTimeLimit;
        if (settings.Region is { } region) _pipeline = CreatePipeline(region);
    }

    /// <exception cref="ArgumentException">An option's value breaks a rule; the message names the option, the value and the rule.</exception>
    public static CloudWatchLogsClient Create(
        CloudWatchConnectionOptions options,
        TimeProvider? timeProvider = null,
        TimeSpan? requestTimeLimit = null,
        InstanceRegion? instanceRegion = null) => new(
            ConnectionSettings.Resolve(options),
            timeProvider ?? TimeProvider.System,
            requestTimeLimit ?? DefaultRequestTimeLimit,
            instanceRegion ?? InstanceRegion.Shared);

    /// <remarks>Empty as long as only the instance metadata can tell the region and no call has asked for it.</remarks>
    public string Endpoint => _settings.ServiceUrl ?? _settings.Region ?? _instanceRegion.Known ?? "";

    public IServiceTimeObserver? TimeObserver { get; set; }

    public ServiceLocation Location => new(_settings.ServiceUrl ?? "", _settings.Region ?? "", _settings.Account);

    public async Task<PutLogEventsResponse> PutLogEventsAsync(PutLogEventsRequest request, CancellationToken cancellationToken)
    {
        if (!_settings.Gzip)
        {
            var plain = new ServiceRequest("PutLogEvents", request.Body);
            return await CallAsync(plain, ReadPut, cancellationToken).ConfigureAwait(false);
        }

        using var compressed = GzipBody.Compress(request.Body.Span);
        var gzipped = new ServiceRequest("PutLogEvents", compressed.WrittenMemory) { Gzip = true };
        return await CallAsync(gzipped, ReadPut, cancellationToken).ConfigureAwait(false);
    }

    public Task CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) =>
        CallAsync("CreateLogGroup", request, RequestBodies.Write, cancellationToken);

    public Task CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken) =>
        CallAsync("CreateLogStream", request, RequestBodies.Write, cancellationToken);

    public Task PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) =>
        CallAsync("PutRetentionPolicy", request, RequestBodies.Write, cancellationToken);

    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) =>
        CallAsync("DescribeLogGroups", request, RequestBodies.Write, static body => ResponseBodies.ReadDescribeLogGroups(body.Span), cancellationToken);

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) =>
        CallAsync("DescribeLogStreams", request, RequestBodies.Write, static body => ResponseBodies.ReadDescribeLogStreams(body.Span), cancellationToken);

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) =>
        CallAsync("FilterLogEvents", request, RequestBodies.Write, static body => FilterLogEventsResponseReader.Read(body.Span), cancellationToken);

    public async Task<ILiveTailStream> StartLiveTailAsync(StartLiveTailRequest request, CancellationToken cancellationToken)
    {
        using var body = new Utf8Buffer();
        RequestBodies.Write(body, request);
        var call = new ServiceRequest("StartLiveTail", body.WrittenMemory)
        {
            HostPrefix = _settings.ServiceUrl is null ? _settings.LiveTailHostPrefix : null,
        };
        return await LimitAsync(call, StartAsync, cancellationToken).ConfigureAwait(false);

        async Task<ILiveTailStream> StartAsync(ServicePipeline pipeline, CancellationToken limited)
        {
            var response = await pipeline.SendAsync(call, limited).ConfigureAwait(false);
            return new LiveTailStream(response, request.SilenceLimit, _timeProvider);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _pipeline?.Dispose();
        }
    }

    Task CallAsync<TRequest>(string operation, TRequest request, Action<Utf8Buffer, TRequest> write, CancellationToken cancellationToken) =>
        CallAsync(operation, request, write, static body => ResponseBodies.ReadNothing(body.Span), cancellationToken);

    async Task<TResult> CallAsync<TRequest, TResult>(
        string operation,
        TRequest request,
        Action<Utf8Buffer, TRequest> write,
        Func<ResponseBody, TResult> read,
        CancellationToken cancellationToken)
    {
        using var body = new Utf8Buffer();
        write(body, request);
        return await CallAsync(new ServiceRequest(operation, body.WrittenMemory), read, cancellationToken).ConfigureAwait(false);
    }

    Task<TResult> CallAsync<TResult>(ServiceRequest request, Func<ResponseBody, TResult> read, CancellationToken cancellationToken)
    {
        return LimitAsync(request, SendAndReadAsync, cancellationToken);

        async Task<TResult> SendAndReadAsync(ServicePipeline pipeline, CancellationToken limited)
        {
            using var response = await pipeline.SendAsync(request, limited).ConfigureAwait(false);
            using var body = await ResponseBody.ReadAsync(response, limited).ConfigureAwait(false);
            try
            {
                return read(body);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                throw NetworkFailure.Unreadable(request, response, e);
            }
        }
    }

    /// <summary>Runs a call within its time limit, and gives its failures the form that callers are promised.</summary>
    async Task<TResult> LimitAsync<TResult>(
        ServiceRequest request,
        Func<ServicePipeline, CancellationToken, Task<TResult>> call,
        CancellationToken cancellationToken)
    {
        // Whatever the application traces, these calls are no part of it.
        Activity.Current = null;
        request.TimeObserver = TimeObserver;
        using var limit = new CancellationTokenSource(_requestTimeLimit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var pipeline = _pipeline ?? await FindPipelineAsync(either.Token).ConfigureAwait(false);
            return await call(pipeline, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && IsWithoutAnswer(e))
        {
            throw new OperationCanceledException($"{request.Operation} was cancelled.", NetworkFailure.Cancelled(request, e), cancellationToken);
        }
        catch (Exception e) when (limit.IsCancellationRequested && IsWithoutAnswer(e))
        {
            throw NetworkFailure.TimedOut(request, _requestTimeLimit, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw NetworkFailure.Translate(request, e);
        }
        catch (Exception e) when (e is not (CloudWatchLogsException or ObjectDisposedException))
        {
            // Everything from the network on has its form by now. What is left failed before: credentials that could not be renewed.
            throw CurrentCredentials.Missing(request, e);
        }
        finally
        {
            request.BodyStream.Dispose();
        }
    }

    /// <summary>An answer counts even if it came while the caller gave up: it says what became of the request.</summary>
    static bool IsWithoutAnswer(Exception exception) =>
        exception is OperationCanceledException or IOException or CloudWatchLogsException { StatusCode: 0 };

    async ValueTask<ServicePipeline> FindPipelineAsync(CancellationToken cancellationToken)
    {
        var region = await _instanceRegion.GetAsync(_timeProvider, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _pipeline ??= CreatePipeline(region);
        }
    }

    ServicePipeline CreatePipeline(string region)
    {
        var config = new ServiceConfig { AuthenticationRegion = region };
        if (_settings.ServiceUrl is { } url) config.ServiceURL = url;
        else config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.EndpointProvider = new ServiceEndpoint(
            _settings.ServiceUrl ?? ServiceEndpoint.RegionUrl(region, _settings.UseFips, _settings.UseDualStack));
        return new ServicePipeline(new CurrentCredentials(_settings.Credentials, config, _timeProvider), config, _settings.ServiceUrl is null ? region : null);
    }
}
