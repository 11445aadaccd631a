using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Prepares a request: marshals it and sets its user agent, endpoint, credentials and signer. All of them are known, so that the SDK's handlers, which find
// them for each request, have nothing to do. The SDK's own handler would also pass on the trace of a Lambda invocation, which these calls are no part of.
sealed class RequestHandler(AWSCredentials credentials, IClientConfig config, Uri endpoint) : PipelineHandler
{
    readonly AWS4Signer _signer = new();
    readonly string _userAgent = UserAgent.Of(config);

    public override void InvokeSync(IExecutionContext executionContext) => throw new NotSupportedException("This client is asynchronous.");

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var request = context.Marshaller.Marshall(context.OriginalRequest);
        request.AuthenticationRegion = config.AuthenticationRegion;
        request.Endpoint = request.HostPrefix is { Length: > 0 } prefix && !config.DisableHostPrefixInjection
            ? new UriBuilder(endpoint) { Host = prefix + endpoint.Host }.Uri
            : endpoint;
        (context.Request, context.Identity, context.Signer) = (request, credentials, _signer);
        context.UserAgentDetails.AddUserAgentComponent(_userAgent);
        return InnerHandler.InvokeAsync<T>(executionContext);
    }
}
