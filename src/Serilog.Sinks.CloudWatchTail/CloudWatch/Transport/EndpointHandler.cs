using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Gives a request its endpoint, and the live tail its host prefix.</summary>
sealed class EndpointHandler : BaseEndpointResolver
{
    static readonly EndpointParameters NoParameters = new();

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => NoParameters;

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);
}
