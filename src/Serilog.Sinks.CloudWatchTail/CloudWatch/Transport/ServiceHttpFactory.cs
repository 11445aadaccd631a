using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Gives the SDK's HTTP handler our requests. The HTTP clients are created, shared and disposed by the SDK's factory, as the configuration says.
sealed class ServiceHttpFactory : HttpRequestMessageFactory, IHttpRequestFactory<HttpContent>
{
    readonly IClientConfig _config;
    readonly bool _disposesClients;

    public ServiceHttpFactory(IClientConfig config)
        : base(config)
    {
        _config = config;
        _disposesClients = config.HttpClientFactory?.DisposeHttpClientsAfterUse(config) ?? !config.CacheHttpClient;
    }

    IHttpRequest<HttpContent> IHttpRequestFactory<HttpContent>.CreateHttpRequest(Uri requestUri) =>
        new ServiceHttpRequest(((HttpWebRequestMessage)CreateHttpRequest(requestUri)).HttpClient, requestUri, _config, _disposesClients);
}
