using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// The SDK's pipeline for CloudWatch Logs: credentials, SigV4, clock correction, endpoints and HTTP are the SDK's, put together as its generated
/// service packages do.
/// </summary>
sealed class ServicePipeline : AmazonServiceClient
{
    static readonly InvokeOptions Options = new() { RequestMarshaller = ServiceRequestMarshaller.Instance };

    // The service takes signatures that are up to five minutes off; the SDK corrects its clock from four minutes on.
    static readonly TimeSpan NoticeableCorrection = TimeSpan.FromMinutes(4);

    readonly CurrentCredentials _credentials;
    readonly string _endpoint;
    readonly string _host;
    readonly string? _region;

    // Set by the base class's constructor, by way of CustomizeRuntimePipeline.
    IPipelineHandler[] _handlers = [];

    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="config">Everything else, the endpoint included.</param>
    /// <param name="region">The region that the endpoint's host is made of; null for a custom endpoint.</param>
    public ServicePipeline(CurrentCredentials credentials, ServiceConfig config, string? region)
        : base(credentials, config)
    {
        // By now the SDK has added what the application hangs into all AWS clients: instrumentation, above all, which would make every put a
        // trace of its own. The pipeline goes back to what it was before.
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
            // Refused for this machine's wrong clock, and the SDK has learnt the service's time from the answer: nothing was carried out.
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
