using System.Net;
using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Makes the HTTP client of a pipeline; the pipeline disposes it.</summary>
sealed class HttpTransport : HttpClientFactory
{
    // Long enough for many batches to share a connection, short enough to follow changes of DNS.
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler
        {
            // The sink must not trace itself: no traceparent, no activity.
            ActivityHeadersPropagator = null,
            // Disposing a live tail closes the connection at once, instead of draining it for two seconds.
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = ConnectLimit,
            // A signature covers one host: a redirected request would be refused, or leak the body to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (clientConfig.GetWebProxy() is { } proxy)
        {
            handler.Proxy = proxy;
            if (clientConfig.ProxyCredentials is { } credentials) handler.Proxy.Credentials = credentials;
        }

        // Calls have their own time limit, and a live tail has none.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
