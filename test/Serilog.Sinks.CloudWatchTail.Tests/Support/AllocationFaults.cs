namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// What the library calls before each allocation once <see cref="AllocationPoints"/> has rewritten it: memory is short there when the test says so. One
/// sink at a time is looked at, on its own threads and where <see cref="OnThisThread"/> is in force.
/// </summary>
public static class AllocationFaults
{
    /// <summary>How the names of a sink's own threads begin.</summary>
    const string Threads = "CloudWatch sink";

    [ThreadStatic]
    static bool _isCaller;

    static int[]? _hits;
    static int _point;
    static int _failAt;
    static int _length;
    static int _left;

    /// <summary>Whether memory was short.</summary>
    public static bool Fired { get; private set; }

    /// <summary>From here on memory is short when a point is passed for the n-th time, and at so many passed points in all.</summary>
    public static void Begin(int points, int point, int failAt, int length)
    {
        (_point, _failAt, _length, _left, Fired) = (point, failAt, length, 0, false);
        Volatile.Write(ref _hits, new int[points]);
    }

    /// <summary>From here on there is memory enough.</summary>
    public static void Suspend() => (_point, _left) = (-1, 0);

    /// <summary>Ends the counting.</summary>
    /// <returns>How often each point was passed.</returns>
    public static int[] End() => Interlocked.Exchange(ref _hits, null) ?? [];

    /// <summary>A call of the sink that memory may be short in.</summary>
    public static void OnThisThread(Action call)
    {
        _isCaller = true;
        try
        {
            call();
        }
        finally
        {
            _isCaller = false;
        }
    }

    /// <summary>An allocation is next.</summary>
    public static void Pass(int point)
    {
        if (Volatile.Read(ref _hits) is not { } hits || (!_isCaller && Thread.CurrentThread.Name?.StartsWith(Threads, StringComparison.Ordinal) != true)) return;
        if (Interlocked.Increment(ref hits[point]) == _failAt && point == _point)
        {
            _left = _length;
            Fired = true;
        }

        if (_left <= 0) return;
        _left--;
        throw new OutOfMemoryException($"Point {point}.");
    }
}
