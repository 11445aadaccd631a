using System.Net;
using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Creates the HTTP client of a pipeline; the pipeline disposes it.
sealed class HttpTransport : HttpClientFactory
{
    // Long enough for many batches to share a connection, short enough to follow DNS changes.
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    // Calls have their own time limits, and a live tail has none.
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(CreateHandler(clientConfig)) { Timeout = Timeout.InfiniteTimeSpan };

    public static SocketsHttpHandler CreateHandler(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler
        {
            // The sink must not trace itself: no traceparent, no activity.
            ActivityHeadersPropagator = null,
            // Disposing a live tail must close the connection at once instead of draining it for two seconds.
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = clientConfig.ConnectTimeout ?? ConnectLimit,
            // A signature covers one host: a redirected request would be refused, or would leak its body to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (clientConfig.MaxConnectionsPerServer is { } connections) handler.MaxConnectionsPerServer = connections;
        if (clientConfig.GetWebProxy() is { } proxy)
        {
            handler.Proxy = proxy;
            if (clientConfig.ProxyCredentials is { } credentials) handler.Proxy.Credentials = credentials;
        }

        return handler;
    }

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
