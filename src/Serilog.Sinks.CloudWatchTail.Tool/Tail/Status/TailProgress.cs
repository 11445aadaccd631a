using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// The events so far: written by the loop that handles messages, read by the status line.
sealed class TailProgress(TimeProvider timeProvider)
{
    // The window of the rate, in seconds: long enough to be steady, short enough to be current.
    const int RateSeconds = 10;

    // For how long the last event tells of the present: as long as it counts in the rate.
    static readonly TimeSpan LagAge = TimeSpan.FromSeconds(RateSeconds);

    readonly Queue<(long At, long Received)> _samples = new();
    long _received;
    long _shown;
    long _lagTicks = -1;
    long _lagAt;

    public long ReceivedCount => Interlocked.Read(ref _received);

    public long ShownCount => Interlocked.Read(ref _shown);

    // The time from the last live event to its arrival; null before the first, and when none has arrived for ten seconds.
    public TimeSpan? Lag => Interlocked.Read(ref _lagTicks) is >= 0 and var ticks && timeProvider.GetElapsedTime(Interlocked.Read(ref _lagAt)) <= LagAge
        ? TimeSpan.FromTicks(ticks)
        : null;

    // The events shown, by level and template. Only the loop may use it until the loop has ended.
    public EventTally Tally { get; } = new();

    public void Received(in CloudWatchLiveTailMessage message)
    {
        Interlocked.Increment(ref _received);
        if (message.Backfilled) return;
        Interlocked.Exchange(ref _lagAt, timeProvider.GetTimestamp());
        // Clocks differ: an event from the future is not late.
        Interlocked.Exchange(ref _lagTicks, Math.Max(0, (timeProvider.GetUtcNow() - message.Timestamp).Ticks));
    }

    public void Shown(LogEvent? logEvent)
    {
        Interlocked.Increment(ref _shown);
        if (logEvent is not null) Tally.Add(logEvent);
    }

    // The recent number of events per second. Only one loop calls it, about once a second.
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
