using System.Diagnostics;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The connection to the service: creates the pipeline once the region is known, limits the time of each call, and turns failures into the exceptions
// that callers are promised. Thread-safe. Sends nothing over the network before the first call.
sealed class ServiceConnection : IDisposable
{
    readonly ConnectionSettings _settings;
    readonly ServiceConfig _config;
    readonly TimeProvider _timeProvider;
    readonly TimeSpan _requestTimeLimit;
    readonly InstanceRegion _instanceRegion;
    readonly object _gate = new();
    ServicePipeline? _pipeline;
    bool _disposed;

    // requestTimeLimit applies unless ConfigureClient sets another. Throws ArgumentException if ConfigureClient sets a forbidden value.
    public ServiceConnection(ConnectionSettings settings, TimeProvider timeProvider, TimeSpan requestTimeLimit, InstanceRegion instanceRegion)
    {
        _settings = settings;
        _config = ConfiguredClient.Create(settings);
        Location = new ServiceLocation(settings.ServiceUrl ?? "", settings.Region ?? "", settings.Account);
        _instanceRegion = instanceRegion;
        _timeProvider = timeProvider;
        _requestTimeLimit = _config.Timeout ?? requestTimeLimit;
        if (settings.Region is not null) _pipeline = CreatePipeline(settings.Region);
    }

    // Where requests go. Without a custom URL or a known region it is empty until the instance metadata service names one.
    public string Endpoint => _settings.ServiceUrl ?? _settings.Region ?? _instanceRegion.Known ?? "";

    public IServiceTimeObserver? TimeObserver { get; set; }

    public ServiceLocation Location { get; }

    // Sends a request and reads the whole response. A JsonException from read means that the service did not send the body.
    public async Task<TResult> CallAsync<TResult>(ServiceRequest request, Func<ResponseBody, TResult> read, CancellationToken cancellationToken)
    {
        using var limit = Begin(request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var pipeline = _pipeline ?? await FindPipelineAsync(either.Token).ConfigureAwait(false);
            using var response = await pipeline.SendAsync(request, either.Token).ConfigureAwait(false);
            using var body = new ResponseBody(response.ContentLength);
            while (body.Add(await response.Stream.ReadAsync(body.Free, either.Token).ConfigureAwait(false)))
            {
            }

            return Read(request, response, body, read);
        }
        catch (Exception e) when (Translate(request, e, limit, cancellationToken) is { } translated)
        {
            throw translated;
        }
        finally
        {
            request.BodyStream.Dispose();
        }
    }

    // Sends a request and leaves the response's body to the caller, who disposes it. The time limit covers everything up to the response's headers.
    public async Task<ServiceResponse> OpenAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        using var limit = Begin(request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var pipeline = _pipeline ?? await FindPipelineAsync(either.Token).ConfigureAwait(false);
            return await pipeline.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (Translate(request, e, limit, cancellationToken) is { } translated)
        {
            throw translated;
        }
        finally
        {
            request.BodyStream.Dispose();
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

    // Starts a call and its time limit.
    CancellationTokenSource Begin(ServiceRequest request)
    {
        // These calls belong to no trace of the application.
        Activity.Current = null;
        request.TimeObserver = TimeObserver;
        return new CancellationTokenSource(_requestTimeLimit, _timeProvider);
    }

    static TResult Read<TResult>(ServiceRequest request, ServiceResponse response, ResponseBody body, Func<ResponseBody, TResult> read)
    {
        try
        {
            return read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw NetworkFailure.Unreadable(request, response, e);
        }
    }

    // Returns the exception that callers are promised for another one; null if that is already the one.
    Exception? Translate(ServiceRequest request, Exception exception, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && HasNoResponse(exception))
            return new OperationCanceledException($"{request.Operation} was cancelled.", NetworkFailure.Cancelled(request, exception), cancellationToken);
        if (limit.IsCancellationRequested && HasNoResponse(exception)) return NetworkFailure.TimedOut(request, _requestTimeLimit, exception);
        if (exception is IOException or HttpRequestException) return NetworkFailure.Translate(request, exception);

        // Network failures have their final form by now. Anything else happened earlier: the credentials could not be renewed.
        return exception is CloudWatchLogsException or ObjectDisposedException ? null : CurrentCredentials.Missing(request, exception);
    }

    // A response counts even if it arrived as the caller gave up, because it tells whether the request was carried out.
    static bool HasNoResponse(Exception exception) =>
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
        ConfiguredClient.SetEndpoint(_config, _settings, region);
        var credentials = new CurrentCredentials(_settings.Credentials, _config, _timeProvider);
        return new ServicePipeline(credentials, _config, _settings.ServiceUrl is null ? region : null);
    }
}
