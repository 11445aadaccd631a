using Amazon.Util;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>
/// The region that the machine itself is in, from the instance metadata service: asked at the first call of a client that has no other region,
/// once for the process.
/// </summary>
static class InstanceRegion
{
    // On an instance it answers in milliseconds; elsewhere the address may lead nowhere at all.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    static readonly object Gate = new();
    static Task<string?>? _lookup;

    /// <summary>The region, once it is known.</summary>
    public static string? Known
    {
        get
        {
            lock (Gate) return _lookup is { IsCompletedSuccessfully: true } lookup ? lookup.Result : null;
        }
    }

    public static async Task<string?> GetAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Task<string?> lookup;
        lock (Gate)
        {
            if (_lookup is null || (_lookup.IsCompleted && Known is null)) _lookup = Task.Run(AskAsync, CancellationToken.None);
            lookup = _lookup;
        }

        try
        {
            return await lookup.WaitAsync(Limit, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    static async Task<string?> AskAsync()
    {
        try
        {
            var region = await EC2InstanceMetadata.GetDataAsync("/meta-data/placement/region", 1).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(region) ? null : region.Trim();
        }
        catch (Exception)
        {
            // No instance, metadata turned off, or not reachable: there is no region to be had from here.
            return null;
        }
    }
}
