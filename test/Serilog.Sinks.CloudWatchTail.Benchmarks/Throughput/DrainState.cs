namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The server's counters.</summary>
sealed class DrainState
{
    long _requests;
    long _wireBytes;
    long _events;

    public int DelayMs { get; set; }

    public DrainCounts Counts => new(Volatile.Read(ref _requests), Volatile.Read(ref _wireBytes), Volatile.Read(ref _events));

    public void Reset() => _requests = _wireBytes = _events = 0;

    public void Add(int wireBytes, int events)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _wireBytes, wireBytes);
        Interlocked.Add(ref _events, events);
    }
}
