using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// The SDK's pipeline for CloudWatch Logs: credentials, SigV4, clock correction, endpoints and HTTP are the SDK's, built as its generated
/// service packages build them.
/// </summary>
sealed class ServicePipeline : AmazonServiceClient
{
    static readonly InvokeOptions Options = new() { RequestMarshaller = ServiceRequestMarshaller.Instance };

    public ServicePipeline(ServiceConfig config)
        : base(config)
    {
    }

    public ServicePipeline(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    protected override bool SupportResponseLogging => false;

    public Task<ServiceResponse> SendAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<ServiceResponse>(request, Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<Amazon.Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
        pipeline.ReplaceHandler<Unmarshaller>(new ResponseHandler());
    }

    sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => ServiceConfig.CloudWatchLogsServiceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
