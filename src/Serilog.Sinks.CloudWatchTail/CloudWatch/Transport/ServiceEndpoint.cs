using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The URL of a pipeline's requests.
sealed class ServiceEndpoint(string url) : IEndpointProvider
{
    readonly Endpoint _endpoint = new(url.EndsWith('/') ? url : url + "/");

    public Endpoint ResolveEndpoint(EndpointParameters? parameters) => _endpoint;

    // Returns the URL of a region by the service's endpoint rules. Throws ArgumentException if the region's partition has no such endpoint.
    public static string RegionUrl(string region, bool useFips, bool useDualStack)
    {
        var partition = Fn.Partition(region)
            ?? throw new ArgumentException($"Region '{region}' belongs to no AWS partition.");
        if (useFips && !partition.supportsFIPS)
            throw new ArgumentException($"UseFips is set, but the partition '{partition.name}' of region '{region}' has no FIPS endpoints.");
        if (useDualStack && !partition.supportsDualStack)
            throw new ArgumentException($"UseDualStack is set, but the partition '{partition.name}' of region '{region}' has no dual-stack endpoints.");

        // In GovCloud the ordinary endpoint is a FIPS endpoint.
        var fips = useFips && (useDualStack || region is not ("us-gov-east-1" or "us-gov-west-1"));
        return $"https://{(fips ? "logs-fips" : "logs")}.{region}.{(useDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}";
    }
}
