using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Reports everything that was not delivered: to the counters, the fallback sinks, the callback or SelfLog, and Serilog's failure listener, in this
// order. Calls never overlap, and none of their exceptions escapes.
sealed class FailureReporter : IDisposable
{
    static readonly Action<(Action<CloudWatchFailure> OnFailure, CloudWatchFailure Failure)> Call = static s =>
    {
        s.Failure.IsAnnounced = true;
        s.OnFailure(s.Failure);
    };

    // After failing for lack of memory this often in a row, a report is left for later.
    const int MostTries = 20;

    readonly object _gate = new();
    readonly SinkLedger _ledger;
    readonly SinkScope _callbackScope;
    readonly SinkScope _fallbackScope;
    readonly Action<CloudWatchFailure>? _onFailure;
    readonly FailureListenerSlot _listener;
    readonly Action<LoggerSinkConfiguration>? _configureFallback;

    // Everything below is guarded by the gate.
    Logger? _fallback;
    bool _fallbackDisposed;
    bool _isTelling;

    // The unreported failures, oldest first; more than one only after memory was short.
    CloudWatchFailure? _untold;
    CloudWatchFailure? _newestUntold;

    public FailureReporter(
        object sink, SinkLedger ledger, TimeProvider timeProvider, Action<CloudWatchFailure>? onFailure, Action<LoggerSinkConfiguration>? fallback)
    {
        _ledger = ledger;
        _callbackScope = SinkScope.OwnCallsOf(sink);
        _fallbackScope = SinkScope.FallbackOf(sink);
        _onFailure = onFailure;
        _listener = new FailureListenerSlot(sink, timeProvider);
        _configureFallback = fallback;
        _fallback = CreateFallback();
    }

    // Whether lost events are passed on, to fallback sinks or to Serilog's failure listener.
    public bool HandsEventsOn
    {
        get { lock (_gate) return _configureFallback is not null || _listener.TakesEvents; }
    }

    // Counts the events as lost, unless they will be retried, and reports the failure.
    public void Report(CloudWatchFailure failure)
    {
        if (failure.Kind != CloudWatchFailureKind.Temporary) _ledger.AddLost(failure.Reason, failure.Count);
        Tell(failure);
    }

    // Counts and reports events about which Serilog itself tells the listener.
    public void ReportBesideListener(CloudWatchFailure failure)
    {
        failure.IsBesideListener = true;
        Report(failure);
    }

    // Reports events that are already counted. Never throws: what cannot be reported for lack of memory is reported later.
    public void Tell(CloudWatchFailure failure)
    {
        lock (_gate)
        {
            if (_untold is null) _untold = failure;
            else _newestUntold!.Next = failure;
            _newestUntold = failure;
            TellAll();
        }
    }

    // Reports failures left for lack of memory. Returns whether none are left.
    public bool TellUntold()
    {
        lock (_gate)
        {
            TellAll();
            return _untold is null;
        }
    }

    // Reports events that arrived after the sink's end: recreates the fallback sinks for them and closes these again.
    public void TellLate(CloudWatchFailure failure)
    {
        lock (_gate)
        {
            if (!_fallbackDisposed)
            {
                Tell(failure);
                TellAllUntold();
                return;
            }

            try
            {
                using var again = CreateFallback();
                _fallback = again;
                _fallbackDisposed = false;
                Tell(failure);
                TellAllUntold();
            }
            catch (Exception ex) when (ex is not OutOfMemoryException)
            {
                SinkSelfLog.WriteLine("the fallback sinks could not be recreated: {0}", ex);
                Tell(failure);
                TellAllUntold();
            }
            finally
            {
                _fallbackDisposed = true;
            }
        }
    }

    // Sets Serilog's failure listener and tells it about earlier failures.
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
                SinkSelfLog.WriteLine("closing the fallback sinks failed: {0}", ex);
            }
        }
    }

    Logger? CreateFallback()
    {
        if (_configureFallback is null) return null;

        // A bare LoggerConfiguration drops Debug and Verbose, but the events have already passed this sink's level.
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose();
        _configureFallback(configuration.WriteTo);
        return configuration.CreateLogger();
    }

    // Reports what is left, because no further turn of the loop would.
    void TellAllUntold()
    {
        for (var tries = 1; !TellUntold() && tries < MostTries; tries++)
        {
        }
    }

    void TellAll()
    {
        if (_isTelling) return;
        _isTelling = true;
        try
        {
            while (_untold is { } failure && TryTell(failure))
            {
                _untold = failure.Next;
                failure.Next = null;
            }
        }
        finally
        {
            _isTelling = false;
        }
    }

    bool TryTell(CloudWatchFailure failure)
    {
        try
        {
            if (failure.Kind != CloudWatchFailureKind.Temporary && !failure.IsHandedOver && failure.Telling != Telling.Announcement) HandOver(failure.Events);
            failure.IsHandedOver = true;
            if (!failure.IsAnnounced && failure.Telling != Telling.TakersOfEvents && !TryAnnounce(failure)) return false;
            failure.IsAnnounced = true;
            if (IsForListener(failure) && _listener.IsSetOrKeeps(failure)) TellListener(failure);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    // Serilog's default listener writes to SelfLog, and hears of many together.
    bool IsForListener(CloudWatchFailure failure) => !failure.IsBesideListener && failure.Telling switch
    {
        Telling.TakersOfEvents => !_listener.IsSelfLog,
        Telling.Announcement => _listener.IsSelfLog,
        _ => true,
    };

    void HandOver(IReadOnlyCollection<LogEvent> events)
    {
        if (_fallback is null || _fallbackDisposed) return;
        foreach (var logEvent in events)
        {
            try
            {
                _fallbackScope.Run(static s => s._fallback!.Write(s.logEvent), (_fallback, logEvent: RenderableEvent.Of(logEvent)));
            }
            catch (Exception ex)
            {
                SinkSelfLog.WriteLine("handing an event to the fallback sinks failed: {0}", ex);
            }
        }
    }

    bool TryAnnounce(CloudWatchFailure failure)
    {
        if (_onFailure is null)
        {
            SinkSelfLog.WriteLine("{0} {1}", failure.Message, failure.Exception?.Message);
            return true;
        }

        try
        {
            _callbackScope.Run(Call, (_onFailure, failure));
            return true;
        }
        catch (OutOfMemoryException) when (!failure.IsAnnounced)
        {
            return false;
        }
        catch (Exception ex)
        {
            SinkSelfLog.WriteLine("onFailure threw on \"{0}\": {1}", failure.Message, ex);
            return true;
        }
    }

    // The next sink of a chain may be another CloudWatch sink; a report without events is of no use to a pipeline.
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
            SinkSelfLog.WriteLine("the failure listener threw on \"{0}\": {1}", failure.Message, ex);
        }
    }
}
