using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// The one way out for everything that was not delivered: the counters, the fallback sinks, the callback or SelfLog, then Serilog's failure
/// listener. Calls never overlap, and nothing that any of them throws comes back.
/// </summary>
sealed class FailureReporter : IDisposable
{
    static readonly Action<(Action<CloudWatchFailure> OnFailure, CloudWatchFailure Failure)> Call = static s =>
    {
        s.Failure.IsAnnounced = true;
        s.OnFailure(s.Failure);
    };

    /// <summary>What memory does not suffice for so many times in a row is told later.</summary>
    const int MostTries = 20;

    readonly object _gate = new();
    readonly SinkLedger _ledger;
    readonly SinkScope _callbackScope;
    readonly SinkScope _fallbackScope;
    readonly Action<CloudWatchFailure>? _onFailure;
    readonly FailureListenerSlot _listener;
    readonly Action<LoggerSinkConfiguration>? _configureFallback;

    // All below is guarded by the gate.
    Logger? _fallback;
    bool _fallbackDisposed;
    bool _isTelling;

    /// <summary>What is still to be told, oldest first: more than one only where memory was too short for it.</summary>
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

    /// <summary>Whether events that are lost are handed on: to fallback sinks, or to Serilog's failure listener.</summary>
    public bool HandsEventsOn
    {
        get { lock (_gate) return _configureFallback is not null || _listener.TakesEvents; }
    }

    /// <summary>Counts the events as lost, unless they are tried again, and tells.</summary>
    public void Report(CloudWatchFailure failure)
    {
        if (failure.Kind != CloudWatchFailureKind.Temporary) _ledger.AddLost(failure.Reason, failure.Count);
        Tell(failure);
    }

    /// <summary>Counts and tells of events that Serilog itself tells the listener of.</summary>
    public void ReportBesideListener(CloudWatchFailure failure)
    {
        failure.IsBesideListener = true;
        Report(failure);
    }

    /// <summary>Tells of events that are counted already. Never throws: what memory is too short for is told later.</summary>
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

    /// <summary>Tells what memory was too short for. Whether nothing is left to tell.</summary>
    public bool TellUntold()
    {
        lock (_gate)
        {
            TellAll();
            return _untold is null;
        }
    }

    /// <summary>Tells of events that came after the sink's end: the fallback sinks are made again for them, and closed.</summary>
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
                SinkSelfLog.WriteLine("the fallback sinks could not be made again: {0}", ex);
                Tell(failure);
                TellAllUntold();
            }
            finally
            {
                _fallbackDisposed = true;
            }
        }
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
                SinkSelfLog.WriteLine("closing the fallback sinks failed: {0}", ex);
            }
        }
    }

    Logger? CreateFallback()
    {
        if (_configureFallback is null) return null;

        // A bare LoggerConfiguration drops Debug and Verbose: the events have passed this sink's level already.
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose();
        _configureFallback(configuration.WriteTo);
        return configuration.CreateLogger();
    }

    /// <summary>There is no next turn of a loop that would tell it.</summary>
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
                _fallbackScope.Run(static s => s._fallback!.Write(s.logEvent), (_fallback, logEvent: HoleLimit.Bound(logEvent)));
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

    // A chain's next sink may well be another CloudWatch sink; a report without events is for no pipeline.
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
