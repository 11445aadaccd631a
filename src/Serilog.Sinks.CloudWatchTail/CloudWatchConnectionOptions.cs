using Amazon.Runtime;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// How the service is reached: shared by the sink and the live tail. With nothing set, region and credentials come from the AWS SDK's own
/// chain: environment variables, the shared configuration files, the container's or the instance's role.
/// </summary>
public class CloudWatchConnectionOptions
{
    /// <summary>The AWS region, for example <c>eu-west-1</c>. Default: the SDK's chain (AWS_REGION, the profile, the instance).</summary>
    public string? Region { get; set; }

    /// <summary>The name of a profile in the shared AWS configuration files. Default: none. Ignored when <see cref="Credentials"/> is set.</summary>
    public string? Profile { get; set; }

    /// <summary>
    /// A custom endpoint, for example a VPC endpoint or an emulator: an absolute http or https URL. Default: none, the region's own endpoint.
    /// An error together with <see cref="UseFips"/> or <see cref="UseDualStack"/>.
    /// </summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Credentials to sign with. Default: none, the SDK's chain or <see cref="Profile"/>.</summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>Use the region's FIPS 140 endpoint. Default: false.</summary>
    public bool UseFips { get; set; }

    /// <summary>Use the region's dual-stack (IPv4 and IPv6) endpoint. Default: false.</summary>
    public bool UseDualStack { get; set; }

    /// <summary>
    /// Compress the bodies of puts with gzip at the fastest level. Default: false. The service takes it from AWS's own agent but does not
    /// document it for others, so it is opt-in.
    /// </summary>
    public bool Gzip { get; set; }

    /// <summary>
    /// What stands in front of a region-derived host for StartLiveTail. Default: <c>stream-</c>, the service's name since April 2026
    /// (<c>streaming-</c> before). Never used with <see cref="ServiceUrl"/>.
    /// </summary>
    public string LiveTailHostPrefix { get; set; } = "stream-";
}
