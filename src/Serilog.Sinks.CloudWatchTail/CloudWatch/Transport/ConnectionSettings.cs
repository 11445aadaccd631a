using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Validated CloudWatchConnectionOptions, completed from the environment and the profile without network traffic.
sealed record ConnectionSettings
{
    // The signing region for a custom endpoint if nothing else names one; emulators accept any.
    const string SigningRegionOfCustomEndpoints = "us-east-1";

    const string ConfiguredUrlSource = "The endpoint URL of the environment or the profile (AWS_ENDPOINT_URL)";

    const string WaysToSetARegion =
        "set the option Region, the environment variable AWS_REGION, or a region in the AWS profile";

    public string? ServiceUrl { get; init; }

    // Null if only the instance metadata service knows the region.
    public string? Region { get; init; }

    public AWSCredentials? Credentials { get; init; }

    // The account of the credentials; empty if only a request could tell.
    public string Account { get; init; } = "";

    public bool UseFips { get; init; }

    public bool UseDualStack { get; init; }

    public CloudWatchProtocol Protocol { get; init; }

    public bool Gzip { get; init; }

    public Action<ClientConfig>? ConfigureClient { get; init; }

    public string LiveTailHostPrefix { get; init; } = "";

    public static string NoRegion =>
        $"No AWS region was found: {WaysToSetARegion}, or run where the instance metadata service can be reached.";

    // Throws ArgumentException if an option's value breaks a rule; the message names the option, the value and the rule.
    public static ConnectionSettings Resolve(CloudWatchConnectionOptions options)
    {
        var profile = options.Credentials is null ? FindProfile(options.Profile) : null;
        var config = new ServiceConfig();
        if (profile is not null) config.Profile = new Profile(profile.Name);

        var (serviceUrl, urlSource) = options.ServiceUrl is { } url
            ? (CheckUrl(url, "ServiceUrl"), "ServiceUrl")
            : ConfiguredUrl(config) is { } configured
                ? (CheckUrl(configured, ConfiguredUrlSource), "an endpoint URL of the environment or the profile")
                : (null, "");

        var useFips = options.UseFips || config.UseFIPSEndpoint;
        var useDualStack = options.UseDualStack || config.UseDualstackEndpoint;
        if (serviceUrl is not null && useFips)
            throw new ArgumentException($"{Source(options.UseFips, "UseFips", "AWS_USE_FIPS_ENDPOINT")} cannot be combined with {urlSource} '{serviceUrl}': a FIPS endpoint belongs to a region.");
        if (serviceUrl is not null && useDualStack)
            throw new ArgumentException($"{Source(options.UseDualStack, "UseDualStack", "AWS_USE_DUALSTACK_ENDPOINT")} cannot be combined with {urlSource} '{serviceUrl}': a dual-stack endpoint belongs to a region.");

        var region = FindRegion(options, profile, serviceUrl);
        if (region is null && !EC2InstanceMetadata.IsIMDSEnabled) throw new ArgumentException(NoRegion);

        if (serviceUrl is null && region is not null) ServiceEndpoint.RegionUrl(region, useFips, useDualStack);
        return new ConnectionSettings
        {
            ServiceUrl = serviceUrl,
            Region = region,
            Credentials = options.Credentials ?? CredentialsOf(profile),
            Account = KnownAccount.Of(options.Credentials, profile),
            UseFips = useFips,
            UseDualStack = useDualStack,
            Protocol = options.Protocol,
            Gzip = options.Gzip,
            ConfigureClient = options.ConfigureClient,
            LiveTailHostPrefix = CheckHostPrefix(options.LiveTailHostPrefix),
        };
    }

    static string Source(bool isOption, string option, string variable) =>
        isOption ? option : $"{variable} of the environment, or its counterpart in the profile,";

    static CredentialProfile? FindProfile(string? name)
    {
        if (name is null) return null;
        return new CredentialProfileStoreChain().TryGetProfile(name, out var profile)
            ? profile
            : throw new ArgumentException($"Profile '{name}' is not in the shared AWS configuration files.");
    }

    static AWSCredentials? CredentialsOf(CredentialProfile? profile)
    {
        if (profile is null) return null;
        if (!profile.CanCreateAWSCredentials) throw new ArgumentException($"Profile '{profile.Name}' holds no credentials.");
        try
        {
            return profile.GetAWSCredentials(new CredentialProfileStoreChain());
        }
        catch (InvalidDataException e)
        {
            throw new ArgumentException($"Profile '{profile.Name}' cannot be used: {e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
        catch (InvalidOperationException)
        {
            // A package is missing. For some kinds of profile the SDK says so here, for others at the first call.
            return new ProfileCredentials(profile);
        }
    }

    // Returns the endpoint URL of the environment or the profile; an empty variable counts as unset.
    static string? ConfiguredUrl(ServiceConfig config)
    {
        try
        {
            return config.ServiceURL is { Length: > 0 } url ? url : null;
        }
        catch (AmazonClientException)
        {
            // The SDK's exception would quote the URL, which may contain a password.
            throw new ArgumentException($"{ConfiguredUrlSource} is not an absolute http or https URL.");
        }
    }

    static string CheckUrl(string url, string option)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new ArgumentException($"{option} '{UrlText.Shown(url)}' is not an absolute http or https URL.");
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            var shown = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            throw new ArgumentException($"{option} '{shown}' must not have a user name, a query or a fragment.");
        }

        return uri.AbsoluteUri.TrimEnd('/');
    }

    static string CheckHostPrefix(string prefix) =>
        Fn.IsValidHostLabel(prefix + "logs", true)
            ? prefix
            : throw new ArgumentException($"LiveTailHostPrefix '{prefix}' is not the beginning of a host name.");

    static string? FindRegion(CloudWatchConnectionOptions options, CredentialProfile? profile, string? serviceUrl)
    {
        var ofAws = serviceUrl is null;
        if (options.Region is { } region) return CheckRegion(region, "Region", ofAws);
        if (serviceUrl is not null && RegionInHost(serviceUrl) is { } ofHost) return ofHost;
        var found = RegionOfEnvironment("AWS_REGION", ofAws) ?? RegionOfEnvironment("AWS_DEFAULT_REGION", ofAws)
            ?? (profile?.Region?.SystemName is { } ofProfile ? CheckRegion(ofProfile, $"The region of the profile '{profile.Name}'", ofAws) : null) ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName;
        return found ?? (serviceUrl is null ? null : SigningRegionOfCustomEndpoints);
    }

    static string? RegionOfEnvironment(string variable, bool ofAws) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } region ? CheckRegion(region, variable, ofAws) : null;

    // All AWS region names have one form; any other would give a host that does not exist. A custom endpoint's region may have any name.
    static string CheckRegion(string region, string source, bool ofAws) =>
        Fn.IsValidHostLabel(region, false) && (!ofAws || IsRegionName(region))
            ? region.ToLowerInvariant()
            : throw new ArgumentException($"{source} '{region}' is not a region name such as eu-west-1.{Suggestion(region)}");

    // Users often give the place ("Ireland") instead of the name.
    static string Suggestion(string place) =>
        place.Length >= 4 && RegionEndpoint.EnumerableAllRegions.FirstOrDefault(r => r.DisplayName.Contains(place, StringComparison.OrdinalIgnoreCase)) is { } named
            ? $" {named.DisplayName} is {named.SystemName}."
            : "";

    // Two to five letters, one or more words of letters, a number of one or two digits; hyphens in between.
    static bool IsRegionName(string name)
    {
        var parts = name.Split('-');
        if (parts.Length < 3 || parts[0].Length is < 2 or > 5 || parts[^1].Length > 2) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0) return false;
            foreach (var c in parts[i])
            {
                if (i < parts.Length - 1 ? !char.IsAsciiLetter(c) : !char.IsAsciiDigit(c)) return false;
            }
        }

        return true;
    }

    // Returns the region in the host name of an AWS endpoint, such as a VPC endpoint's: requests must be signed for that region.
    static string? RegionInHost(string serviceUrl)
    {
        // The SDK returns us-east-1 for a host without a region.
        var region = AWSSDKUtils.DetermineRegion(serviceUrl);
        return new Uri(serviceUrl).Host.Contains($".{region}.", StringComparison.OrdinalIgnoreCase) ? region : null;
    }
}
