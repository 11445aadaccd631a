using Serilog.Sinks.CloudWatchTail.Tail.Handoff;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>What went by so far: written by the loop that handles messages, read by the status line.</summary>
sealed class TailProgress(TimeProvider timeProvider)
{
    // The rate of the last ten seconds: long enough to be calm, short enough to be true.
    const int RateSeconds = 10;

    readonly Queue<(long At, long Received)> _samples = new();
    long _received;
    long _shown;
    long _lagTicks = -1;

    public long Received => Interlocked.Read(ref _received);

    public long Shown => Interlocked.Read(ref _shown);

    /// <summary>From the time of the last live event to its arrival; null before the first.</summary>
    public TimeSpan? Lag => Interlocked.Read(ref _lagTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    public void Add(in TailedMessage message, bool shown)
    {
        Interlocked.Increment(ref _received);
        if (shown) Interlocked.Increment(ref _shown);
        if (message.Origin.Backfilled) return;
        // Clocks differ: an event from the future is not late.
        var lag = timeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(message.Timestamp);
        Interlocked.Exchange(ref _lagTicks, Math.Max(0, lag.Ticks));
    }

    /// <summary>Events a second, lately. Called by one loop alone, about once a second.</summary>
    public double TakeRate()
    {
        var (now, received) = (timeProvider.GetTimestamp(), Received);
        _samples.Enqueue((now, received));
        while (_samples.Count > 1 && timeProvider.GetElapsedTime(_samples.Peek().At, now) > TimeSpan.FromSeconds(RateSeconds + 0.5)) _samples.Dequeue();
        var (since, before) = _samples.Peek();
        var elapsed = timeProvider.GetElapsedTime(since, now).TotalSeconds;
        return elapsed > 0 ? (received - before) / elapsed : 0;
    }
}
