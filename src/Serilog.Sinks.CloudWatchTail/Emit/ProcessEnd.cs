using System.Runtime.InteropServices;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The last chance of a process that ends without closing its logger: by the end of its Main, by Environment.Exit, by an exception that nothing
/// handles, or by a signal. What can be sent is sent, and what cannot is reported, all within the sinks' shutdownTimeLimit.
/// </summary>
static class ProcessEnd
{
    /// <summary>After an unhandled exception the process is dying: it must not be kept for longer than people would blame on a hang.</summary>
    static readonly TimeSpan FlushAfterUnhandledException = TimeSpan.FromSeconds(2);

    /// <summary>At the end of a process a sink that has reported nothing for so long is not waited for.</summary>
    static readonly TimeSpan LongestReport = TimeSpan.FromSeconds(5);

    /// <summary>How often the wait for a flush is looked at for what would make it vain.</summary>
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    static readonly TimeProvider Time = TimeProvider.System;
    static readonly List<PosixSignalRegistration> Signals = [];
    static bool _watches;
    static int _signalled;

    /// <summary>Whether signals are watched too. A program that ends in order on signals turns it off before its first sink.</summary>
    public static bool WatchesSignals { get; set; } = true;

    /// <summary>Once for the process.</summary>
    public static void Watch()
    {
        if (_watches) return;
        _watches = true;
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => End();

        // ProcessExit does not run after an unhandled exception.
        AppDomain.CurrentDomain.UnhandledException += static (_, _) => Flush(LiveSinks.All(), FlushAfterUnhandledException);
        if (!WatchesSignals) return;

        // From .NET 10 on these two end a process on the spot unless something handles them; before, they ran ProcessExit.
        Watch(PosixSignal.SIGTERM);
        Watch(PosixSignal.SIGHUP);
    }

    static void Watch(PosixSignal signal)
    {
        try
        {
            Signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
        catch (Exception ex) when (ex is PlatformNotSupportedException or IOException)
        {
            SinkSelfLog.WriteLine("{0} cannot be watched here: {1}", signal, ex.Message);
        }
    }

    /// <summary>
    /// The handler that was registered last is called first: a host that was started after the sink was made has had its say by now, and if it ends
    /// the process in order it will close its logger. A second signal means now.
    /// </summary>
    static void OnSignal(PosixSignalContext context)
    {
        if (!context.Cancel && Interlocked.Exchange(ref _signalled, 1) == 0) End();
    }

    static void End()
    {
        LateEvents.WaitUntilReported(LongestReport);
        var sinks = LiveSinks.All();
        if (sinks.Length == 0) return;
        var limit = sinks.Max(s => s.ShutdownTimeLimit);
        var ticks = Time.ToTimestampTicks(limit);
        var plan = new ShutdownPlan(Time.GetTimestamp() + ticks, ticks);

        // Flushed rather than closed, since a handler that runs after this one may still log. Twice, since what one sink could not send may have gone
        // to another one, its fallback, while that was flushed.
        if (Flush(sinks, Left()) && Flush(sinks, Left())) return;

        // A fallback is made before the sink that it belongs to: the newest go first, so that each still finds its own.
        foreach (var sink in Enumerable.Reverse(sinks)) Stop(sink);

        TimeSpan Left() => Time.GetElapsedTime(Time.GetTimestamp(), plan.SendUntil(sinks.Sum(s => s.Gauges.AtRisk), Time));
    }

    /// <summary>
    /// Waits for as long as something is still being reported. A callback that ends the process does not return before the process has ended, and its
    /// sink no sooner; this runs on another thread, which cannot tell.
    /// </summary>
    static void Stop(BatchedCloudWatchSink sink)
    {
        var reported = sink.Gauges.Ledger.Lost;
        var stopped = sink.StopAsync(TimeSpan.Zero);
        while (!stopped.Wait(LongestReport) && sink.Gauges.Ledger.Lost is var now && now != reported) reported = now;
    }

    static bool Flush(BatchedCloudWatchSink[] sinks, TimeSpan limit)
    {
        try
        {
            var flushed = LiveSinks.FlushAsync(sinks, CancellationToken.None);
            var began = Time.GetTimestamp();
            while (!flushed.Wait(Look))
            {
                if (Time.GetElapsedTime(began) >= limit || sinks.All(s => s.Gauges.Waiting == 0 || s.Gauges.IsWithoutCredentials)) return flushed.IsCompleted;
            }

            return true;
        }
        catch (Exception ex)
        {
            SinkSelfLog.WriteLine("the last flush failed: {0}", ex);
            return false;
        }
    }
}
