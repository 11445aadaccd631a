using Serilog.Sinks.CloudWatchTail.Emit;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>Operations on all CloudWatch sinks of this process.</summary>
public static class CloudWatchSinks
{
    /// <summary>
    /// Flush all sinks when the process receives SIGTERM or SIGHUP, as .NET up to version 9 did by running the process's exit handlers. Default:
    /// true. A program that handles these signals and closes its logger itself should set it to false before it creates its first sink; later changes
    /// have no effect.
    /// </summary>
    public static bool FlushesOnSignals
    {
        get => ProcessEnd.WatchesSignals;
        set => ProcessEnd.WatchesSignals = value;
    }

    /// <summary>
    /// Get the state of each live sink of this process in the order of creation, for a health check. A sink disappears when it is disposed.
    /// </summary>
    /// <remarks>
    /// Each call creates an immutable snapshot. It accesses neither the service nor the disk, and may be read at any time, even from a sink's own
    /// callback. Audit sinks and <see cref="CloudWatchBatchedSink"/> are not included.
    /// </remarks>
    public static IReadOnlyList<CloudWatchSinkStatus> Status => Array.ConvertAll(LiveSinks.All(), static s => s.Gauges.Status());

    /// <summary>
    /// Deliver everything that was emitted before this call, in all live sinks of this process, for example at the end of an AWS Lambda invocation,
    /// after which the process is frozen. Cuts back-offs short.
    /// </summary>
    /// <remarks>
    /// It does not cover audit sinks, which are synchronous anyway, nor events that still wait in another sink's wrapper such as
    /// <c>WriteTo.Async</c>. It throws in a sink's own callback, because the flush would wait for the callback itself.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait. Nothing is dropped then: the sinks continue.</param>
    /// <returns>A task that completes when each of these events is delivered or reported.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before that.</exception>
    /// <exception cref="InvalidOperationException">This method was called from a sink's own callback.</exception>
    public static Task FlushAllAsync(CancellationToken cancellationToken = default) =>
        LiveSinks.FlushAsync(LiveSinks.All(), cancellationToken);

    /// <summary>Flush the live sinks of one log group, of which there may be several or none.</summary>
    /// <param name="logGroup">The group's name, as in the sink's option <c>logGroup</c>.</param>
    /// <param name="cancellationToken">Ends the wait. Nothing is dropped then: the sinks continue.</param>
    /// <returns>A task that completes when each of these events is delivered or reported.</returns>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before that.</exception>
    /// <exception cref="InvalidOperationException">This method was called from the callback of one of these sinks.</exception>
    public static Task FlushAllAsync(string logGroup, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(logGroup);
        return LiveSinks.FlushAsync(LiveSinks.Of(logGroup), cancellationToken);
    }
}
