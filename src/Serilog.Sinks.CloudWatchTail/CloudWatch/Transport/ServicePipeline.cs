using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The SDK's pipeline for CloudWatch Logs, assembled as in the SDK's generated service packages. Credentials, SigV4, clock correction and HTTP are the
// SDK's own.
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
    IPipelineHandler[] _handlers = [];

    // config holds everything but the credentials, the endpoint included. region is the region of the endpoint's host; null for a custom endpoint.
    public ServicePipeline(CurrentCredentials credentials, ServiceConfig config, string? region)
        : base(credentials, config)
    {
        // By now the SDK has added the handlers that the application registers for all AWS clients. Instrumentation among them would trace every put,
        // so the pipeline is reset to its own handlers.
        foreach (var handler in _handlers) (handler.OuterHandler, handler.InnerHandler) = (null, null);
        RuntimePipeline = new RuntimePipeline(_handlers);
        _credentials = credentials;
        _endpoint = config.EndpointProvider.ResolveEndpoint(null).URL;
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
        pipeline.RemoveHandler<Amazon.Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
        pipeline.ReplaceHandler<Unmarshaller>(new ResponseHandler());
        _handlers = [.. pipeline.Handlers.AsEnumerable().Reverse()];
    }

    sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => ServiceConfig.CloudWatchLogsServiceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
