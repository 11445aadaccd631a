using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// The connection to the service, for the sink and the live tail. With nothing set, region and credentials come from the AWS SDK's default chain:
/// environment variables, the shared configuration files, the role of the container or the instance.
/// </summary>
/// <remarks>
/// <para>A value that breaks a rule causes an <see cref="ArgumentException"/> when the sink or the tail is created; its message names the option, the
/// value and the rule. Nothing is sent over the network before the first call.</para>
/// <para>Profiles that assume a role, web identities (IRSA) and single sign-on need the package AWSSDK.SecurityToken, or AWSSDK.SSO and
/// AWSSDK.SSOOIDC, in the application.</para>
/// </remarks>
public class CloudWatchConnectionOptions
{
    /// <summary>
    /// The AWS region, for example <c>eu-west-1</c>. Default: AWS_REGION, AWS_DEFAULT_REGION, the region of the profile, that of the instance,
    /// whichever is found first; an error if there is none. With a custom endpoint it is the region that requests are signed for. It then defaults to
    /// the region in the endpoint's host name, before those of the environment, and finally to <c>us-east-1</c>.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>
    /// The name of a profile in the shared AWS configuration files, for credentials and region; an error if no such profile exists. Default: none,
    /// the SDK's default chain. Ignored when <see cref="Credentials"/> is set.
    /// </summary>
    public string? Profile { get; set; }

    /// <summary>
    /// A custom endpoint, for example a VPC endpoint or an emulator: an absolute http or https URL without user name, query or fragment. Default:
    /// AWS_ENDPOINT_URL_CLOUDWATCH_LOGS, AWS_ENDPOINT_URL or their counterparts in the profile, otherwise the region's own endpoint. An error
    /// together with <see cref="UseFips"/> or <see cref="UseDualStack"/>.
    /// </summary>
    public string? ServiceUrl { get; set; }

    /// <summary>
    /// Credentials to sign with: any of the SDK's kinds, including those that renew themselves. Default: none, those of <see cref="Profile"/> or of
    /// the SDK's default chain.
    /// </summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>
    /// Use the region's FIPS 140 endpoint. Default: false, unless AWS_USE_FIPS_ENDPOINT says so. An error in a partition without such endpoints,
    /// and together with <see cref="ServiceUrl"/>.
    /// </summary>
    public bool UseFips { get; set; }

    /// <summary>
    /// Use the region's dual-stack (IPv4 and IPv6) endpoint. Default: false, unless AWS_USE_DUALSTACK_ENDPOINT says so. An error in a partition
    /// without such endpoints, and together with <see cref="ServiceUrl"/>.
    /// </summary>
    public bool UseDualStack { get; set; }

    /// <summary>
    /// Changes the SDK's settings of the HTTP client: a proxy (<see cref="ClientConfig.ProxyHost"/>, <see cref="ClientConfig.ProxyPort"/>,
    /// <see cref="ClientConfig.ProxyCredentials"/>), the time limit of a call (<see cref="ClientConfig.Timeout"/>, 30 seconds by default) and of
    /// connecting (<see cref="ClientConfig.ConnectTimeout"/>, 10 seconds by default), <see cref="ClientConfig.MaxConnectionsPerServer"/>, or the
    /// application's own <see cref="ClientConfig.HttpClientFactory"/>. Default: none. Called once when each sink or tail is created; an exception in
    /// it reaches the code that creates them.
    /// </summary>
    /// <remarks>
    /// <para>It is an error to set an endpoint, a region, a profile or credentials here, because they have their own options, or retries, because the
    /// sink retries until its RetryTimeLimit, and the live tail as long as it runs. The time limit of a call does not apply to a live tail's
    /// session.</para>
    /// <para>An HttpClientFactory replaces the library's transport. Set three properties of its SocketsHttpHandler: ActivityHeadersPropagator to null,
    /// or the application's tracing follows every put; ResponseDrainTimeout to zero, so that a live tail ends at once; and AllowAutoRedirect to false,
    /// since a signature covers one host. Its first client is made at once, so that a factory that fails shows at configuration; clients are disposed in
    /// the end, unless the factory's UseSDKHttpClientCaching and DisposeHttpClientsAfterUse return false.</para>
    /// </remarks>
    public Action<ClientConfig>? ConfigureClient { get; set; }

    // The sink's Protocol.
    internal CloudWatchProtocol Protocol { get; set; }

    // The sink's Gzip.
    internal bool Gzip { get; set; }

    // The tail's LiveTailHostPrefix.
    internal string LiveTailHostPrefix { get; set; } = CloudWatchLiveTailOptions.DefaultLiveTailHostPrefix;

    internal CloudWatchConnectionOptions Copy() => (CloudWatchConnectionOptions)MemberwiseClone();

    /// <summary>
    /// Connect to an endpoint other than AWS's own, such as an emulator, with everything that it needs: sets <see cref="ServiceUrl"/>,
    /// <see cref="Region"/> and <see cref="Credentials"/> together, so that none of them comes from the environment.
    /// </summary>
    /// <param name="serviceUrl">The endpoint, as for <see cref="ServiceUrl"/>.</param>
    /// <param name="region">The region that requests are signed for; the endpoint refuses others.</param>
    /// <param name="accessKeyId">The access key ID.</param>
    /// <param name="secretAccessKey">The secret access key.</param>
    /// <param name="sessionToken">The token of temporary credentials. Default: none.</param>
    /// <exception cref="ArgumentException">One of the first four is <see langword="null"/> or blank.</exception>
    public void UseEndpoint(string serviceUrl, string region, string accessKeyId, string secretAccessKey, string? sessionToken = null)
    {
        Check(serviceUrl, nameof(serviceUrl));
        Check(region, nameof(region));
        Check(accessKeyId, nameof(accessKeyId));
        Check(secretAccessKey, nameof(secretAccessKey));
        (ServiceUrl, Region) = (serviceUrl, region);
        Credentials = string.IsNullOrEmpty(sessionToken)
            ? new BasicAWSCredentials(accessKeyId, secretAccessKey)
            : new SessionAWSCredentials(accessKeyId, secretAccessKey, sessionToken);
    }

    static void Check(string? value, string name)
    {
        if (string.IsNullOrWhiteSpace(value)) throw new ArgumentException($"{name} '{value}' is blank: an endpoint is set with all that it needs.", name);
    }
}
