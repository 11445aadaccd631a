using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The pipeline of a call: two handlers of the SDK's, for retries and HTTP, and two of ours. Credentials, SigV4 and clock correction are the SDK's, too. Its
// other handlers do nothing for this service (metrics, callbacks, endpoint discovery, checksums, compression), but each is an asynchronous method in
// several generic forms, which a starting process compiles before its first put.
sealed class ServicePipeline : AmazonServiceClient
{
    static readonly InvokeOptions Options = new() { RequestMarshaller = ServiceRequestMarshaller.Instance };

    // The service accepts signatures that are up to five minutes off; the SDK corrects its clock from four minutes on.
    static readonly TimeSpan NoticeableCorrection = TimeSpan.FromMinutes(4);

    readonly CurrentCredentials _credentials;
    readonly string _endpoint;
    readonly string _host;
    readonly string? _region;

    // The base class's constructor sets it through CustomizeRuntimePipeline.
    IPipelineHandler? _http;
    IPipelineHandler? _retries;

    // config holds everything but the credentials, the endpoint included. region is the region of the endpoint's host; null for a custom endpoint.
    public ServicePipeline(CurrentCredentials credentials, ServiceConfig config, string? region)
        : base(credentials, config)
    {
        _credentials = credentials;
        _endpoint = config.EndpointProvider.ResolveEndpoint(null).URL;
        // Handlers that the application registers for all AWS clients are left out as well: instrumentation among them would trace every put.
        (_http!.OuterHandler, _http.InnerHandler, _retries!.OuterHandler, _retries.InnerHandler) = (null, null, null, null);
        RuntimePipeline = new RuntimePipeline([_http, new ResponseHandler(), _retries, new RequestHandler(credentials, new Uri(_endpoint))]);
        _host = new Uri(_endpoint).Authority;
        _region = region;
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    protected override bool SupportResponseLogging => false;

    public async Task<ServiceResponse> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        (request.Host, request.Region) = (request.HostPrefix + _host, _region);
        await _credentials.EnsureAsync(request, cancellationToken).ConfigureAwait(false);
        var correction = CorrectClockSkew.GetClockCorrectionForEndpoint(_endpoint);
        try
        {
            return await InvokeAsync<ServiceResponse>(request, Options, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudWatchLogsException e) when (e.ErrorClass == CloudWatchLogsErrorClass.Denied && ClockWasCorrected(correction))
        {
            // The service refused the request because of this machine's clock, and the SDK has learned the service's time from the response.
            request.BodyStream.Position = 0;
            return await InvokeAsync<ServiceResponse>(request, Options, cancellationToken).ConfigureAwait(false);
        }
    }

    bool ClockWasCorrected(TimeSpan before) =>
        (CorrectClockSkew.GetClockCorrectionForEndpoint(_endpoint) - before).Duration() >= NoticeableCorrection;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        foreach (var handler in pipeline.Handlers)
        {
            if (handler is HttpHandler<HttpContent>) _http = handler;
            else if (handler is RetryHandler) _retries = handler;
        }
    }

    sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => ServiceConfig.CloudWatchLogsServiceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
