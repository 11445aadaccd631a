using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The one way out for everything that was not delivered: the counters, the fallback sinks, the callback or SelfLog, then Serilog's failure
/// listener. Calls never overlap, and nothing that any of them throws comes back.
/// </summary>
sealed class FailureReporter : IDisposable
{
    readonly object _gate = new();
    readonly SinkLedger _ledger;
    readonly SinkScope _callbackScope;
    readonly SinkScope _fallbackScope;
    readonly Action<CloudWatchFailure>? _onFailure;
    readonly FailureListenerSlot _listener;
    readonly Logger? _fallback;
    bool _fallbackDisposed;

    public FailureReporter(
        object sink, SinkLedger ledger, TimeProvider timeProvider, Action<CloudWatchFailure>? onFailure, Action<LoggerSinkConfiguration>? fallback)
    {
        _ledger = ledger;
        _callbackScope = SinkScope.OwnCallsOf(sink);
        _fallbackScope = SinkScope.FallbackOf(sink);
        _onFailure = onFailure;
        _listener = new FailureListenerSlot(sink, timeProvider);
        if (fallback is null) return;

        // A bare LoggerConfiguration drops Debug and Verbose: the events have passed this sink's level already.
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose();
        fallback(configuration.WriteTo);
        _fallback = configuration.CreateLogger();
    }

    /// <summary>Counts the events as lost, unless they are tried again, and tells.</summary>
    public void Report(CloudWatchFailure failure)
    {
        if (failure.Kind != CloudWatchFailureKind.Temporary) _ledger.AddLost(failure.Reason, failure.Count);
        Tell(failure);
    }

    /// <summary>Tells of events that are counted already.</summary>
    public void Tell(CloudWatchFailure failure)
    {
        lock (_gate)
        {
            HandOverAndAnnounce(failure);
            if (_listener.IsSetOrKeeps(failure)) TellListener(failure);
        }
    }

    /// <summary>Counts and tells of events that Serilog itself tells the listener of.</summary>
    public void ReportBesideListener(CloudWatchFailure failure)
    {
        _ledger.AddLost(failure.Reason, failure.Count);
        lock (_gate) HandOverAndAnnounce(failure);
    }

    /// <summary>Sets Serilog's failure listener, and tells it what was reported before.</summary>
    public void SetListener(ILoggingFailureListener listener)
    {
        lock (_gate)
        {
            foreach (var failure in _listener.Set(listener)) TellListener(failure);
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
                SafeSelfLog.WriteLine("closing the fallback sinks failed: {0}", ex);
            }
        }
    }

    void HandOverAndAnnounce(CloudWatchFailure failure)
    {
        if (failure.Kind != CloudWatchFailureKind.Temporary) HandOver(failure.Events);
        Announce(failure);
    }

    void HandOver(IReadOnlyCollection<LogEvent> events)
    {
        if (_fallback is null || _fallbackDisposed) return;
        foreach (var logEvent in events)
        {
            try
            {
                _fallbackScope.Run(static s => s._fallback!.Write(s.logEvent), (_fallback, logEvent: HoleLimit.Bound(logEvent)));
            }
            catch (Exception ex)
            {
                SafeSelfLog.WriteLine("handing an event to the fallback sinks failed: {0}", ex);
            }
        }
    }

    void Announce(CloudWatchFailure failure)
    {
        if (_onFailure is null)
        {
            SafeSelfLog.WriteLine("{0} {1}", failure.Message, failure.Exception?.Message);
            return;
        }

        try
        {
            _callbackScope.Run(_onFailure, failure);
        }
        catch (Exception ex)
        {
            SafeSelfLog.WriteLine("onFailure threw on \"{0}\": {1}", failure.Message, ex);
        }
    }

    // A chain's next sink may well be another CloudWatch sink; a report without events is for nobody's pipeline.
    void TellListener(CloudWatchFailure failure)
    {
        if (_listener.IsSelfLog && _onFailure is null) return;
        var scope = failure.Kind == CloudWatchFailureKind.Temporary ? _callbackScope : _fallbackScope;
        try
        {
            scope.Run(static s => s._listener.Tell(s.failure), (_listener, failure));
        }
        catch (Exception ex)
        {
            SafeSelfLog.WriteLine("the failure listener threw on \"{0}\": {1}", failure.Message, ex);
        }
    }
}
