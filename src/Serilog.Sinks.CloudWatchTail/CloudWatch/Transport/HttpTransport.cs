using System.Net;
using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Makes the HTTP client that a pipeline sends with; it lives and ends with the pipeline.</summary>
sealed class HttpTransport : HttpClientFactory
{
    // Long enough to be reused by every batch, short enough to follow DNS when the service moves.
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler
        {
            // The sink must not trace itself: no traceparent, no activity.
            ActivityHeadersPropagator = null,
            // Disposing a live tail hangs up at once instead of reading on for two seconds.
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = ConnectLimit,
            // A signature covers one host; a redirect could only fail, or take the body somewhere else.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (clientConfig.GetWebProxy() is { } proxy)
        {
            handler.Proxy = proxy;
            if (clientConfig.ProxyCredentials is { } credentials) handler.Proxy.Credentials = credentials;
        }

        // Calls have their own time limit; a live tail has none.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
