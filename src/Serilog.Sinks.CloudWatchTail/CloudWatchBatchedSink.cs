using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// Sends the batches of Serilog's own batching, for applications that want that engine: <c>WriteTo.Sink(new CloudWatchBatchedSink(options), new
/// BatchingOptions())</c>. Most should use <c>WriteTo.CloudWatch</c>, which has its own engine.
/// </summary>
/// <remarks>
/// <para>
/// A batch is packed into puts within the service's limits, which are sent one by one. When Serilog offers a batch again after a failure, only events
/// that were not accepted are sent. Events that the service will never accept, and events that Serilog gives up after a failure, go to
/// <see cref="CloudWatchSinkOptions.OnFailure"/> and <see cref="CloudWatchSinkOptions.Fallback"/>.
/// </para>
/// <para>
/// Serilog's engine promises less than that of <c>WriteTo.CloudWatch</c>: events over its queue limit are dropped silently, disposal waits without a
/// limit, the last batch is tried once, a throttled stream delays all others, and events logged by the sink's own calls can return to it. There is no
/// durable mode, nothing is metered, and <see cref="CloudWatchSinks.FlushAllAsync(CancellationToken)"/> does not cover it.
/// </para>
/// <para>
/// Inside <c>WriteTo.FallbackChain</c> or <c>WriteTo.Fallible</c>, Serilog's batching reports to the failure listener the whole batches that it gives
/// up, including events that are stored. It does not pass the listener on: events that the service will never accept go only to
/// <see cref="CloudWatchSinkOptions.OnFailure"/> and <see cref="CloudWatchSinkOptions.Fallback"/>, unless <see cref="SetFailureListener"/> is called
/// with a listener too.
/// </para>
/// <para>
/// The options for batching, queueing, retrying and shutting down have no effect: Serilog's <c>BatchingOptions</c> replace them.
/// </para>
/// </remarks>
public sealed class CloudWatchBatchedSink : IBatchedLogEventSink, ISetLoggingFailureListener, IDisposable
{
    readonly OfferedBatches _batches;

    /// <summary>Create a sink for Serilog's batching.</summary>
    /// <param name="options">The options; <see cref="CloudWatchSinkOptions.LogGroup"/> is required.</param>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    /// <exception cref="ArgumentException">
    /// An option is missing or invalid, or one is set that only the engine of <c>WriteTo.CloudWatch</c> has:
    /// <see cref="CloudWatchSinkOptions.BufferBaseFilename"/>, <see cref="CloudWatchSinkOptions.DetailLevel"/>,
    /// <see cref="CloudWatchSinkOptions.BytesPerMinuteLimit"/> or <see cref="CloudWatchSinkOptions.MeasureTemplates"/>. The message names the option, the value and the rule.
    /// </exception>
    public CloudWatchBatchedSink(CloudWatchSinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _batches = SinkFactory.CreateOffered(options);
    }

    /// <summary>Sends a batch. Serilog never calls this concurrently.</summary>
    /// <param name="batch">The events; after a failure the same ones again, perhaps with more behind them.</param>
    /// <returns>A task that completes when each event is stored or reported.</returns>
    /// <exception cref="CloudWatchLogsException">Some of the events could not be stored, but may be if they are offered again.</exception>
    /// <exception cref="CloudWatchLogsException">Some of the events could not be stored, but may be if they are offered again.</exception>
    public Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _batches.SendAsync(batch);
    }

    /// <summary>
    /// Sets a listener that hears of events which the service will never take, as <see cref="CloudWatchSinkOptions.OnFailure"/> does. Serilog's batching tells its
    /// own listener of what it gives up, so that this one does not hear of it again. Serilog up to 4.4 does not call this; a sink that wraps the batching can.
    /// </summary>
    /// <param name="failureListener">The listener; its calls never overlap.</param>
    /// <exception cref="ArgumentNullException">The listener is null.</exception>
    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        ArgumentNullException.ThrowIfNull(failureListener);
        _batches.SetFailureListener(failureListener);
    }

    /// <summary>Does nothing: without events there is nothing to send.</summary>
    /// <returns>A completed task.</returns>
    public Task OnEmptyBatchAsync() => Task.CompletedTask;

    /// <summary>Reports what was offered and could not be sent, and closes the connections. Serilog's batching calls this once its queue is empty.</summary>
    public void Dispose() => _batches.Dispose();
}
