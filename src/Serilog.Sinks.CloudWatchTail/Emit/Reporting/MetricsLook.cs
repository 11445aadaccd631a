namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// The counts of one collection. A listener asks instrument after instrument, while events go on moving; so that its figures belong together, all
/// instruments that are asked in one go, which one thread does, answer from the same moment.
/// </summary>
sealed class MetricsLook
{
    /// <summary>A listener that asks for only some instruments leaves the others unasked: what was counted is not kept for later.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    static MetricsLook? _current;

    readonly Dictionary<string, SinkTotalCounts> _counts = SinkMetrics.LookAtAll();
    readonly long _time = TimeProvider.System.GetTimestamp();
    long _asked;

    /// <summary>The counts by log group, for one instrument: the first to be asked again begins the next collection.</summary>
    public static Dictionary<string, SinkTotalCounts> For(int instrument)
    {
        var bit = 1L << instrument;
        if (_current is not { } look || (look._asked & bit) != 0 || TimeProvider.System.GetElapsedTime(look._time) > Longest) _current = look = new MetricsLook();
        look._asked |= bit;
        return look._counts;
    }
}
