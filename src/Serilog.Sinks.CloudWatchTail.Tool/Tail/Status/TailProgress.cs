using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// What went by so far: written by the loop that handles messages, read by the status line.
sealed class TailProgress(TimeProvider timeProvider)
{
    // The rate of the last ten seconds: long enough to be calm, short enough to be true.
    const int RateSeconds = 10;

    readonly Queue<(long At, long Received)> _samples = new();
    long _received;
    long _shown;
    long _lagTicks = -1;

    public long ReceivedCount => Interlocked.Read(ref _received);

    public long ShownCount => Interlocked.Read(ref _shown);

    // From the time of the last live event to its arrival; null before the first.
    public TimeSpan? Lag => Interlocked.Read(ref _lagTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    // What was shown, by level and template; for the loop alone until it has ended.
    public EventTally Tally { get; } = new();

    public void Received(in CloudWatchLiveTailMessage message)
    {
        Interlocked.Increment(ref _received);
        if (message.Backfilled) return;
        // Clocks differ: an event from the future is not late.
        Interlocked.Exchange(ref _lagTicks, Math.Max(0, (timeProvider.GetUtcNow() - message.Timestamp).Ticks));
    }

    public void Shown(LogEvent? logEvent)
    {
        Interlocked.Increment(ref _shown);
        if (logEvent is not null) Tally.Add(logEvent);
    }

    // Events a second, lately. Called by one loop alone, about once a second.
    public double TakeRate()
    {
        var (now, received) = (timeProvider.GetTimestamp(), ReceivedCount);
        _samples.Enqueue((now, received));
        while (_samples.Count > 1 && timeProvider.GetElapsedTime(_samples.Peek().At, now) > TimeSpan.FromSeconds(RateSeconds + 0.5)) _samples.Dequeue();
        var (since, before) = _samples.Peek();
        var elapsed = timeProvider.GetElapsedTime(since, now).TotalSeconds;
        return elapsed > 0 ? (received - before) / elapsed : 0;
    }
}
