using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// Events that come after the sink's end. They are counted at once and reported on a thread of its own, which lasts as long as some are to be reported:
/// the caller waits for no callback, and callbacks do not overlap.
/// </summary>
sealed class LateEvents(FailureReporter reporter, string logGroup, long limitBytes)
{
    public const string ThreadName = "CloudWatch sink, late events";

    /// <summary>A report for which memory does not suffice so many times in a row is left to the next late event.</summary>
    const int MostTries = 20;

    static readonly object Reporting = new();
    static int _reporters;

    readonly object _gate = new();
    readonly Failures _failures = new(logGroup);
    readonly RefusedEvents _events = new(limitBytes);
    bool _isReporting;

    /// <summary>Waits, at the end of the process, until those are reported that came up to now, or the time is over.</summary>
    public static void WaitUntilReported(TimeSpan limit)
    {
        lock (Reporting)
        {
            if (_reporters > 0) Monitor.Wait(Reporting, limit);
        }
    }

    public void Add(LogEvent logEvent)
    {
        lock (_gate)
        {
            _events.Add(logEvent);
            if (_isReporting) return;
            _isReporting = true;
        }

        lock (Reporting) _reporters++;
        for (var tries = 1; !TryStart(); tries++)
        {
            if (tries < MostTries) continue;
            lock (_gate) _isReporting = false;
            End();
            return;
        }
    }

    bool TryStart()
    {
        try
        {
            new Thread(Report) { IsBackground = true, Name = ThreadName }.UnsafeStart();
            return true;
        }
        catch (Exception ex) when (ex is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    void Report()
    {
        var tries = 0;
        while (TryTake(out var count, out var kept))
        {
            try
            {
                reporter.TellLate(_failures.Closed(count, kept));
                lock (_gate) _events.EndReport();
                tries = 0;
            }
            catch (OutOfMemoryException)
            {
                lock (_gate)
                {
                    _events.PutBack(count, kept);
                    if (++tries < MostTries) continue;
                    _isReporting = false;
                }

                End();
                return;
            }
        }

        End();
    }

    bool TryTake(out long count, out IReadOnlyList<LogEvent> kept)
    {
        lock (_gate)
        {
            _isReporting = _events.Any;
            (count, kept) = _events.Take();
            return _isReporting;
        }
    }

    static void End()
    {
        lock (Reporting)
        {
            if (--_reporters == 0) Monitor.PulseAll(Reporting);
        }
    }
}
