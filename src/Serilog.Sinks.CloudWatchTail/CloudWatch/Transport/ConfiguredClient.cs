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
        (nameof(ClientConfig.MaxErrorRetry), static config => config.MaxErrorRetry, "the sink and the live tail retry on their own schedules"),
        (nameof(ClientConfig.RetryMode), static config => config.RetryMode, "the sink and the live tail retry on their own schedules"),
        (nameof(ClientConfig.MaxStaleConnectionRetries), static config => config.MaxStaleConnectionRetries, "a put is not idempotent, so it is sent again once at most"),
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
