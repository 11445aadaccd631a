using System.Globalization;
using Amazon;
using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Creates the SDK's settings of a connection and passes them to ConfigureClient. Rejects values that the connection's own options override and values
// that would break delivery.
static class ConfiguredClient
{
    // Stands in for a region that only the instance metadata service knows: the SDK queries that service when code reads an unset region.
    static readonly RegionEndpoint ToBeFound = RegionEndpoint.GetBySystemName("to-be-found");

    static readonly (string Name, Func<ClientConfig, object?> Read, string Instead)[] Decided =
    [
        (nameof(ClientConfig.ServiceURL), static config => config.ServiceURL, "set the option ServiceUrl"),
        (nameof(ClientConfig.RegionEndpoint), static config => config.RegionEndpoint, "set the option Region"),
        (nameof(ClientConfig.AuthenticationRegion), static config => config.AuthenticationRegion, "set the option Region"),
        (nameof(ClientConfig.EndpointProvider), static config => config.EndpointProvider, "set the option ServiceUrl"),
        (nameof(ClientConfig.UseFIPSEndpoint), static config => config.UseFIPSEndpoint, "set the option UseFips"),
        (nameof(ClientConfig.UseDualstackEndpoint), static config => config.UseDualstackEndpoint, "set the option UseDualStack"),
        (nameof(ClientConfig.UseHttp), static config => config.UseHttp, "set the option ServiceUrl"),
        (nameof(ClientConfig.Profile), static config => config.Profile, "set the option Profile"),
        (nameof(ClientConfig.DefaultAWSCredentials), static config => config.DefaultAWSCredentials, "set the option Credentials"),
        (nameof(ClientConfig.AuthenticationServiceName), static config => config.AuthenticationServiceName, "CloudWatch Logs knows its requests by the name 'logs'"),
        (nameof(ClientConfig.MaxErrorRetry), static config => config.MaxErrorRetry, "the sink and the live tail retry on their own schedules"),
        (nameof(ClientConfig.RetryMode), static config => config.RetryMode, "the sink and the live tail retry on their own schedules"),
        (nameof(ClientConfig.MaxStaleConnectionRetries), static config => config.MaxStaleConnectionRetries, "a put is not idempotent, so it is sent again once at most"),
    ];

    static readonly (string Name, Func<ClientConfig, int?> Read)[] Numbers =
    [
        (nameof(ClientConfig.MaxConnectionsPerServer), static config => config.MaxConnectionsPerServer),
        (nameof(ClientConfig.HttpClientCacheSize), static config => config.HttpClientCacheSize),
        (nameof(ClientConfig.BufferSize), static config => config.BufferSize),
    ];

    // Throws ArgumentException if the callback sets a forbidden value.
    public static ServiceConfig Create(ConnectionSettings settings)
    {
        var config = new ServiceConfig();
        if (settings.Region is { } region) SetEndpoint(config, settings, region);
        else config.RegionEndpoint = ToBeFound;
        if (settings.ConfigureClient is not { } configure) return config;

        var before = Array.ConvertAll(Decided, setting => setting.Read(config));
        configure(config);
        for (var i = 0; i < Decided.Length; i++)
        {
            var (name, read, instead) = Decided[i];
            if (!Equals(read(config), before[i])) throw new ArgumentException($"ConfigureClient sets {name} to '{Shown(read(config))}', which it must not: {instead}.");
        }

        // The SDK rejects all other invalid time limits.
        if (config.Timeout == Timeout.InfiniteTimeSpan)
            throw new ArgumentException("ConfigureClient sets Timeout to infinite, which it must not: a call without a time limit could hold its events forever.");
        CheckNumbers(config);
        CheckProxy(config);
        if (config.HttpClientFactory is { } factory) config.HttpClientFactory = new CheckedHttpClientFactory(factory, config);
        return config;
    }

    // Sets the endpoint, once the region is known.
    public static void SetEndpoint(ServiceConfig config, ConnectionSettings settings, string region)
    {
        config.AuthenticationRegion = region;
        if (settings.ServiceUrl is { } url) config.ServiceURL = url;
        else config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.EndpointProvider = new ServiceEndpoint(
            settings.ServiceUrl ?? ServiceEndpoint.RegionUrl(region, settings.UseFips, settings.UseDualStack));
    }

    static void CheckNumbers(ServiceConfig config)
    {
        foreach (var (name, read) in Numbers)
        {
            if (read(config) is < 1 and var number)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"ConfigureClient sets {name} to '{number}', which it must not: it must be at least 1."));
        }
    }

    // The SDK passes over a proxy without a port, and makes a host of the scheme of a URL.
    static void CheckProxy(ServiceConfig config)
    {
        if (config.ProxyHost is not { Length: > 0 } host) return;
        if (Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown)
            throw new ArgumentException($"ConfigureClient sets ProxyHost to '{UrlText.Shown(host)}', which it must not: it must be the name or the address of a host, and ProxyPort its port.");
        if (config.ProxyPort < 1)
            throw new ArgumentException($"ConfigureClient sets ProxyHost to '{host}' and no ProxyPort, which it must not: no proxy would be used.");
    }

    static string Shown(object? value) => value switch
    {
        string url => UrlText.Shown(url),
        RegionEndpoint region => region.SystemName,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        // Never show a value that may hold a secret.
        bool or Enum => value.ToString()!,
        _ => value?.GetType().Name ?? "null",
    };
}
