using Serilog.Sinks.CloudWatchTail.Emit;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What can be asked of all CloudWatch sinks of this process.</summary>
public static class CloudWatchSinks
{
    /// <summary>
    /// Flush all sinks when the process gets SIGTERM or SIGHUP, as .NET did up to version 9 by running the process's exit. Default: true. Set it to
    /// false before the first sink is made, in a program that handles these signals and closes its logger itself; later changes have no effect.
    /// </summary>
    public static bool FlushesOnSignals
    {
        get => ProcessEnd.WatchesSignals;
        set => ProcessEnd.WatchesSignals = value;
    }

    /// <summary>
    /// Get how each live sink of this process is doing, in the order of their making: for a health check. A sink leaves when it is disposed.
    /// </summary>
    /// <remarks>
    /// Each call makes a new snapshot, which nothing changes afterwards. It asks neither the service nor the disk, and may be read at any time, a sink's
    /// own callback included. Audit sinks and <see cref="CloudWatchBatchedSink"/> are not among them.
    /// </remarks>
    public static IReadOnlyList<CloudWatchSinkStatus> Status => Array.ConvertAll(LiveSinks.All(), static s => s.Gauges.Status());

    /// <summary>
    /// Deliver everything that was emitted before this call, in all live sinks of this process: the end of an invocation in AWS Lambda, where
    /// the process is frozen afterwards. Cuts a wait after a failure short.
    /// </summary>
    /// <remarks>
    /// It does not cover audit sinks, which are synchronous anyway, nor events that still wait in another sink's wrapper such as <c>WriteTo.Async</c>.
    /// From the callback of a sink it cannot be waited for, since the flush would wait for the callback: that throws.
    /// </remarks>
    /// <param name="cancellationToken">Ends the waiting. Nothing is dropped then: the sinks go on.</param>
    /// <returns>A task that completes when each of these events is delivered or reported.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before that.</exception>
    /// <exception cref="InvalidOperationException">Called from a sink's own callback.</exception>
    public static Task FlushAllAsync(CancellationToken cancellationToken = default) =>
        LiveSinks.FlushAsync(LiveSinks.All(), cancellationToken);

    /// <summary>The same for the live sinks of one log group, which may be several; without any there is nothing to wait for.</summary>
    /// <param name="logGroup">The group's name, as the sink's option <c>logGroup</c> gives it.</param>
    /// <param name="cancellationToken">Ends the waiting. Nothing is dropped then: the sinks go on.</param>
    /// <returns>A task that completes when each of these events is delivered or reported.</returns>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before that.</exception>
    /// <exception cref="InvalidOperationException">Called from the callback of one of these sinks.</exception>
    public static Task FlushAllAsync(string logGroup, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(logGroup);
        return LiveSinks.FlushAsync(LiveSinks.Of(logGroup), cancellationToken);
    }
}
