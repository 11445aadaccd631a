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
    public Task<TResult> CallAsync<TResult>(ServiceRequest request, Func<ResponseBody, TResult> read, CancellationToken cancellationToken)
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

    // Sends a request and leaves the response's body to the caller, who disposes it. The time limit covers everything up to the response's headers.
    public Task<ServiceResponse> OpenAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        LimitAsync(request, (pipeline, limited) => pipeline.SendAsync(request, limited), cancellationToken);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _pipeline?.Dispose();
        }
    }

    async Task<TResult> LimitAsync<TResult>(
        ServiceRequest request,
        Func<ServicePipeline, CancellationToken, Task<TResult>> call,
        CancellationToken cancellationToken)
    {
        // These calls belong to no trace of the application.
        Activity.Current = null;
        request.TimeObserver = TimeObserver;
        using var limit = new CancellationTokenSource(_requestTimeLimit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var pipeline = _pipeline ?? await FindPipelineAsync(either.Token).ConfigureAwait(false);
            return await call(pipeline, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && HasNoResponse(e))
        {
            throw new OperationCanceledException($"{request.Operation} was cancelled.", NetworkFailure.Cancelled(request, e), cancellationToken);
        }
        catch (Exception e) when (limit.IsCancellationRequested && HasNoResponse(e))
        {
            throw NetworkFailure.TimedOut(request, _requestTimeLimit, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw NetworkFailure.Translate(request, e);
        }
        catch (Exception e) when (e is not (CloudWatchLogsException or ObjectDisposedException))
        {
            // Network failures have their final form by now. Anything else happened earlier: the credentials could not be renewed.
            throw CurrentCredentials.Missing(request, e);
        }
        finally
        {
            request.BodyStream.Dispose();
        }
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
