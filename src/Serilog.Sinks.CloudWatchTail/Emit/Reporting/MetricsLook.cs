namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The counts of one metrics collection. A listener reads one instrument after another while events keep moving. So that its figures are consistent,
// all instruments read by one thread in one pass report the same moment.
sealed class MetricsLook
{
    // A listener that reads only some instruments leaves the others unread, so counts are not kept longer than this.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    static MetricsLook? _current;

    readonly Dictionary<string, SinkTotalCounts> _counts = SinkMetrics.LookAtAll();
    readonly long _time = TimeProvider.System.GetTimestamp();
    long _asked;

    // Returns the counts by log group for one instrument. The first instrument that is read again starts the next collection.
    public static Dictionary<string, SinkTotalCounts> For(int instrument)
    {
        var bit = 1L << instrument;
        if (_current is not { } look || (look._asked & bit) != 0 || TimeProvider.System.GetElapsedTime(look._time) > Longest) _current = look = new MetricsLook();
        look._asked |= bit;
        return look._counts;
    }
}
