using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Makes the first HTTP client while the application configures the sink or the tail: the SDK would make it with the first call, where a factory that
// fails could only look like a network that does.
sealed class CheckedHttpClientFactory : HttpClientFactory
{
    readonly HttpClientFactory _factory;
    HttpClient? _first;

    // Throws ArgumentException: No client can be made of these settings.
    public CheckedHttpClientFactory(HttpClientFactory factory, IClientConfig config)
    {
        _factory = factory;
        _first = factory.CreateHttpClient(config)
            ?? throw new ArgumentException("ConfigureClient sets an HttpClientFactory whose CreateHttpClient returns null, which it must not: it must return an HttpClient.");
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Interlocked.Exchange(ref _first, null) ?? _factory.CreateHttpClient(clientConfig);

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => _factory.GetConfigUniqueString(clientConfig);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => _factory.UseSDKHttpClientCaching(clientConfig);

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => _factory.DisposeHttpClientsAfterUse(clientConfig);
}
