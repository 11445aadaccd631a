using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Sets a request's endpoint, and the host prefix of a live tail.
sealed class EndpointHandler : BaseEndpointResolver
{
    static readonly EndpointParameters NoParameters = new();

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => NoParameters;

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);
}
