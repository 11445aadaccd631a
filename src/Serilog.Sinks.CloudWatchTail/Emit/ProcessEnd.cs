using System.Runtime.InteropServices;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The last chance for a process that ends without closing its logger: when Main returns, on Environment.Exit, after an unhandled exception, or on a
// signal. Sends what it can and reports the rest, all within the sinks' shutdownTimeLimit.
static class ProcessEnd
{
    // After an unhandled exception the process is dying, and must not be kept so long that it appears to hang.
    static readonly TimeSpan FlushAfterUnhandledException = TimeSpan.FromSeconds(2);

    // At the end of a process, a sink that has reported nothing for this long is not waited for.
    static readonly TimeSpan LongestReport = TimeSpan.FromSeconds(5);

    // How often a wait for a flush checks whether it has become futile.
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    static readonly TimeProvider Time = TimeProvider.System;
    static readonly List<PosixSignalRegistration> Signals = [];
    static bool _watches;
    static int _signalled;

    // Whether signals are handled too. A program that ends in order on signals turns this off before it creates its first sink.
    public static bool WatchesSignals { get; set; } = true;

    // Registers the handlers once per process.
    public static void Watch()
    {
        if (_watches) return;
        _watches = true;
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => End();

        // ProcessExit does not run after an unhandled exception.
        AppDomain.CurrentDomain.UnhandledException += static (_, _) => Flush(LiveSinks.All(), FlushAfterUnhandledException);
        if (!WatchesSignals) return;

        // From .NET 10 on these two signals end a process immediately unless it handles them; before, they ran ProcessExit.
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

    // The handler registered last is called first. A host that was started after the sink was created has already handled the signal, and if it ends
    // the process in order it will close its logger. A second signal means immediately.
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

        // Flushed rather than closed, because a later handler may still log. Twice, because events that one sink could not send may have gone to
        // another one, its fallback, during the first flush.
        if (Flush(sinks, Left()) && Flush(sinks, Left())) return;

        // A fallback is created before its sink, so the newest sinks are stopped first and still find their fallbacks.
        foreach (var sink in Enumerable.Reverse(sinks)) Stop(sink);

        TimeSpan Left() => Time.GetElapsedTime(Time.GetTimestamp(), plan.SendUntil(sinks.Sum(s => s.Gauges.AtRisk), Time));
    }

    // Waits as long as something is still being reported. A callback that ends the process does not return before the process has ended, and neither
    // does its sink; this runs on another thread, which cannot tell.
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
