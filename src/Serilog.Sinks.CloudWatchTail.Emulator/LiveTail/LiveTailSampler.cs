namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Collects the events that matched since the last update, in bounded memory, and returns an even sample if there are too many. The same input gives
// the same sample, so tests are repeatable. Not thread-safe.
sealed class LiveTailSampler(int limit)
{
    // The most that one message can show: keeping more for a slow reader would waste memory.
    const long ByteLimit = 24 * 1024 * 1024;

    readonly List<LiveTailResult> _kept = [];
    long _seen;
    long _stride = 1;

    public void Add(in LiveTailResult result)
    {
        if (_seen++ % _stride != 0) return;
        _kept.Add(result);
        if (_kept.Count <= 2L * limit) return;

        // Keeps at most twice as many as will be shown: drops every second event, and from then on takes only every second one.
        for (var i = 0; i < (_kept.Count + 1) / 2; i++) _kept[i] = _kept[2 * i];
        _kept.RemoveRange((_kept.Count + 1) / 2, _kept.Count / 2);
        _stride *= 2;
    }

    public LiveTailUpdate Take()
    {
        var count = Math.Min(limit, _kept.Count);
        var results = new List<LiveTailResult>(count);
        var bytes = 0L;
        for (var i = 0; i < count; i++)
        {
            var result = _kept[(int)((long)i * _kept.Count / count)];
            if ((bytes += result.Record.Message.Length) > ByteLimit) break;
            results.Add(result);
        }

        var sampled = _seen > results.Count;
        _kept.Clear();
        _seen = 0;
        _stride = 1;
        return new(results, sampled);
    }
}
