using Serilog.Configuration;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The one way out for everything that was not delivered: the counters, the fallback sinks, then the callback or SelfLog. Calls never overlap,
/// and nothing that a callback or a fallback sink throws comes back.
/// </summary>
sealed class FailureReporter : IDisposable
{
    readonly object _gate = new();
    readonly object _sink;
    readonly SinkLedger _ledger;
    readonly Action<CloudWatchFailure>? _onFailure;
    readonly Logger? _fallback;
    bool _fallbackDisposed;

    public FailureReporter(object sink, SinkLedger ledger, Action<CloudWatchFailure>? onFailure, Action<LoggerSinkConfiguration>? fallback)
    {
        _sink = sink;
        _ledger = ledger;
        _onFailure = onFailure;
        if (fallback is null) return;

        // A bare LoggerConfiguration drops Debug and Verbose: the events have passed this sink's level already.
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose();
        fallback(configuration.WriteTo);
        _fallback = configuration.CreateLogger();
    }

    public void Report(CloudWatchFailure failure)
    {
        if (failure.Kind != CloudWatchFailureKind.Temporary) _ledger.AddLost(failure.Reason, failure.Count);
        lock (_gate)
        {
            if (failure.Kind != CloudWatchFailureKind.Temporary) HandOver(failure.Events);
            Announce(failure);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_fallbackDisposed) return;
            _fallbackDisposed = true;
            try
            {
                _fallback?.Dispose();
            }
            catch (Exception ex)
            {
                SelfLog.WriteLine("CloudWatch sink: closing the fallback sinks failed: {0}", ex);
            }
        }
    }

    void HandOver(IReadOnlyCollection<LogEvent> events)
    {
        if (_fallback is null || _fallbackDisposed || events.Count == 0) return;

        // The execution context of this call alone: what the fallback sinks log must reach other CloudWatch sinks, and never this one.
        ExecutionContext.Run(ExecutionContext.Capture()!, static state =>
        {
            var (reporter, lost) = ((FailureReporter, IReadOnlyCollection<LogEvent>))state!;
            SinkScope.EnterFallbackOf(reporter._sink);
            foreach (var logEvent in lost)
            {
                try
                {
                    reporter._fallback!.Write(logEvent);
                }
                catch (Exception ex)
                {
                    SelfLog.WriteLine("CloudWatch sink: handing an event to the fallback sinks failed: {0}", ex);
                }
            }
        }, (this, events));
    }

    void Announce(CloudWatchFailure failure)
    {
        if (_onFailure is null)
        {
            SelfLog.WriteLine("CloudWatch sink: {0} {1}", failure.Message, failure.Exception?.Message);
            return;
        }

        try
        {
            ExecutionContext.Run(ExecutionContext.Capture()!, static state =>
            {
                var (callback, argument) = ((Action<CloudWatchFailure>, CloudWatchFailure))state!;
                SinkScope.Enter();
                callback(argument);
            }, (_onFailure, failure));
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("CloudWatch sink: onFailure threw on \"{0}\": {1}", failure.Message, ex);
        }
    }
}
