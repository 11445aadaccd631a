namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Gathers what matched since the last update, in bounded memory, and gives out an even sample of it when it is too much: the same events for
// the same input, so that tests can be repeated. Not thread-safe.
sealed class LiveTailSampler(int limit)
{
    // What one message can show at most: to keep more for a slow reader would take memory for nothing.
    const long ByteLimit = 24 * 1024 * 1024;

    readonly List<LiveTailResult> _kept = [];
    long _seen;
    long _stride = 1;

    public void Add(in LiveTailResult result)
    {
        if (_seen++ % _stride != 0) return;
        _kept.Add(result);
        if (_kept.Count <= 2L * limit) return;

        // Twice as much as will be shown is kept at most: every second one goes, and of the following ones every second is taken.
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
