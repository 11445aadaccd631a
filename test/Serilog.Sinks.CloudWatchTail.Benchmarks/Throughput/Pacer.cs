namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Brings events at a pace, a few every two milliseconds: often enough for a loop that wakes at each event to show, and seldom enough for the waking not to be the measurement.</summary>
static class Pacer
{
    const int TickMs = 2;

    /// <param name="from">The first event's number.</param>
    /// <param name="count">How many events.</param>
    /// <param name="perSecond">0 is a tight loop.</param>
    /// <param name="write">Writes the event of a number.</param>
    public static void Run(int from, int count, int perSecond, Action<int> write)
    {
        if (perSecond == 0)
        {
            for (var i = 0; i < count; i++) write(from + i);
            return;
        }

        var start = TimeProvider.System.GetTimestamp();
        for (var done = 0; done < count;)
        {
            var wanted = (int)Math.Min(count, (TimeProvider.System.GetElapsedTime(start).TotalSeconds + TickMs / 1000.0) * perSecond);
            for (; done < wanted; done++) write(from + done);
            if (done < count) Thread.Sleep(TickMs);
        }
    }
}
