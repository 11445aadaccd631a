using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Events that arrive after the sink's end. They are counted at once and reported on a separate thread, which runs as long as there are any: callers
// do not wait for callbacks, and callbacks do not overlap.
sealed class LateEvents(FailureReporter reporter, string logGroup, long limitBytes)
{
    public const string ThreadName = "CloudWatch sink, late events";

    // After failing for lack of memory this often in a row, a report is left to the next late event.
    const int MostTries = 20;

    static readonly object Reporting = new();
    static int _reporters;

    readonly object _gate = new();
    readonly Failures _failures = new(logGroup);
    readonly RefusedEvents _events = new(limitBytes);
    bool _isReporting;

    // At the end of the process, waits until all events so far are reported or the time is over.
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

    bool TryTake(out long count, out KeptEvents kept)
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
