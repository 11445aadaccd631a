namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// The recent events of one group, in buckets by timestamp, so that old ones are forgotten at no cost. Not thread-safe.
sealed class SeenEvents
{
    // A bucket spans sixteen seconds: few buckets even for a clock two hours fast, yet fine enough for forgetting.
    const int BucketShift = 14;

    readonly Dictionary<long, SeenBucket> _buckets = [];

    public int Count { get; private set; }

    // The first timestamp of the oldest bucket, in milliseconds since the Unix epoch.
    public long? Oldest => _buckets.Count == 0 ? null : _buckets.Keys.Min() << BucketShift;

    // Counts a live copy and returns whether to show it.
    public bool AddLive(ulong fingerprint, long timestamp, int copies = 1)
    {
        var bucket = BucketOf(timestamp);
        var before = bucket.Count;
        var show = bucket.AddLive(fingerprint, copies);
        Count += bucket.Count - before;
        return show;
    }

    // Counts an event that a query found under this id, perhaps again, and returns whether to show it.
    public bool AddFound(ulong fingerprint, ulong eventId, long timestamp, bool record)
    {
        if (!record && !_buckets.ContainsKey(timestamp >> BucketShift)) return true;
        var bucket = BucketOf(timestamp);
        var before = bucket.Count;
        var show = bucket.AddFound(fingerprint, eventId, record);
        Count += bucket.Count - before;
        return show;
    }

    // Forgets the buckets that end before the timestamp, which no query will reach again.
    public void ForgetBefore(long timestamp)
    {
        var first = timestamp >> BucketShift;
        Forget(key => key < first);
    }

    // Forgets the buckets that begin after the timestamp.
    public void ForgetFrom(long timestamp)
    {
        var last = timestamp >> BucketShift;
        Forget(key => key > last);
    }

    // Counts the events in the buckets after the timestamp.
    public int CountFrom(long timestamp)
    {
        var last = timestamp >> BucketShift;
        return _buckets.Sum(bucket => bucket.Key > last ? bucket.Value.Count : 0);
    }

    // Returns the events shown, for a checkpoint, each with the first timestamp of its bucket.
    public IEnumerable<ShownEvent> Shown()
    {
        foreach (var (key, bucket) in _buckets)
        foreach (var (fingerprint, entry) in bucket.Entries)
            yield return new ShownEvent(key << BucketShift, fingerprint, entry.Shown);
    }

    // Returns the first timestamp of the bucket after that of the given one.
    public static long BucketAfter(long timestamp) => ((timestamp >> BucketShift) + 1) << BucketShift;

    void Forget(Func<long, bool> isForgotten)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (!isForgotten(key)) continue;
            Count -= bucket.Count;
            _buckets.Remove(key);
        }
    }

    SeenBucket BucketOf(long timestamp)
    {
        var key = timestamp >> BucketShift;
        if (!_buckets.TryGetValue(key, out var bucket)) _buckets[key] = bucket = new SeenBucket();
        return bucket;
    }
}
