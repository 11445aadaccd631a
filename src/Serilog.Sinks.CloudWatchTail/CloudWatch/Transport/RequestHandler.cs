using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Prepares a request: marshals it and sets its endpoint, credentials and signer. All of them are known, so that the SDK's resolvers for endpoints and
// authentication have nothing to do.
sealed class RequestHandler(AWSCredentials credentials, Uri endpoint) : Marshaller
{
    readonly AWS4Signer _signer = new();

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        PreInvoke(executionContext);
        var context = executionContext.RequestContext;
        (context.Identity, context.Signer) = (credentials, _signer);
        context.Request.AuthenticationRegion = context.ClientConfig.AuthenticationRegion;
        context.Request.Endpoint = context.Request.HostPrefix is { Length: > 0 } prefix && !context.ClientConfig.DisableHostPrefixInjection
            ? new UriBuilder(endpoint) { Host = prefix + endpoint.Host }.Uri
            : endpoint;
        return InnerHandler.InvokeAsync<T>(executionContext);
    }
}
