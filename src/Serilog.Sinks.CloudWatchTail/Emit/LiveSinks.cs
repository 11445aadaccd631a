namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The process's sinks that are not disposed yet: what a flush of all of them means, and the last chance of a process that ends without
/// closing its logger.
/// </summary>
static class LiveSinks
{
    /// <summary>After an unhandled exception the process is dying: it must not be kept for longer than people would blame on a hang.</summary>
    static readonly TimeSpan FlushAfterUnhandledException = TimeSpan.FromSeconds(2);

    /// <summary>At the end of a process a sink that has reported nothing for so long is not waited for.</summary>
    static readonly TimeSpan LongestReport = TimeSpan.FromSeconds(5);

    static readonly object Gate = new();
    static readonly List<BatchedCloudWatchSink> Sinks = [];
    static bool _hooked;

    public static void Add(BatchedCloudWatchSink sink)
    {
        lock (Gate)
        {
            Sinks.Add(sink);
            SinkMetrics.Add(sink);
            if (_hooked) return;
            _hooked = true;
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => OnProcessExit();

            // ProcessExit does not run after an unhandled exception.
            AppDomain.CurrentDomain.UnhandledException += static (_, _) => Flush(All(), FlushAfterUnhandledException);
        }
    }

    public static void Remove(BatchedCloudWatchSink sink)
    {
        lock (Gate) Sinks.Remove(sink);
    }

    public static BatchedCloudWatchSink[] All()
    {
        lock (Gate) return [.. Sinks];
    }

    static void OnProcessExit()
    {
        var sinks = All();
        if (sinks.Length == 0) return;

        // Flushed rather than closed, since a handler that runs after this one may still log; what cannot be sent is reported all the same. Twice,
        // since what one sink could not send may have gone to another one, its fallback, while that was flushed.
        var limit = sinks.Max(s => s.ShutdownTimeLimit);
        if (Flush(sinks, limit) && Flush(sinks, limit)) return;

        // A fallback is made before the sink that it belongs to: the newest go first, so that each still finds its own.
        foreach (var sink in Enumerable.Reverse(sinks)) Stop(sink);
    }

    /// <summary>
    /// Waits for as long as something is still being reported. A callback that ends the process does not return before the process has ended, and its
    /// sink no sooner; this runs on another thread, which cannot tell.
    /// </summary>
    static void Stop(BatchedCloudWatchSink sink)
    {
        var reported = sink.Ledger.Lost;
        var stopped = sink.StopAsync(TimeSpan.Zero);
        while (!stopped.Wait(LongestReport) && sink.Ledger.Lost is var now && now != reported) reported = now;
    }

    static bool Flush(BatchedCloudWatchSink[] sinks, TimeSpan limit)
    {
        try
        {
            return Task.WhenAll(sinks.Select(s => s.FlushAsync(CancellationToken.None))).Wait(limit);
        }
        catch (Exception ex)
        {
            SafeSelfLog.WriteLine("the last flush failed: {0}", ex);
            return false;
        }
    }
}
