using Amazon.Util;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// The machine's region, from the instance metadata service. The first call of a client without a configured region looks it up, once per process.
sealed class InstanceRegion(Func<Task<string>> ask)
{
    public static readonly InstanceRegion Shared = new(AskMetadataAsync);

    // On an instance the metadata service answers in milliseconds; elsewhere its address may be unreachable.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    readonly SharedLookup<string> _lookup = new(ask);

    // Null until the region is known.
    public string? Known => _lookup.Known;

    // Throws CloudWatchLogsException if there is no region.
    public async Task<string> GetAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        try
        {
            return await _lookup.GetAsync(cancellationToken).WaitAsync(Limit, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CloudWatchLogsException(ConnectionSettings.NoRegion, e, "RegionNotFound", CloudWatchLogsErrorClass.Denied) { IsOfSigning = true };
        }
    }

    static async Task<string> AskMetadataAsync()
    {
        var region = await EC2InstanceMetadata.GetDataAsync("/meta-data/placement/region", 1).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(region)
            ? throw new InvalidOperationException("The instance metadata service did not name a region.")
            : region.Trim();
    }
}
