namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// The recent events of one group, in buckets by timestamp, so that forgetting the old ones costs nothing. Not thread-safe.
sealed class SeenEvents
{
    // Sixteen seconds a bucket: few enough buckets for a two-hour-fast clock, fine enough for forgetting.
    const int BucketShift = 14;

    readonly Dictionary<long, SeenBucket> _buckets = [];

    public int Count { get; private set; }

    // The first timestamp of the oldest bucket, in milliseconds since the Unix epoch.
    public long? Oldest => _buckets.Count == 0 ? null : _buckets.Keys.Min() << BucketShift;

    // Counts a live copy.
    // Returns: Whether the event has to be shown.
    public bool AddLive(ulong fingerprint, long timestamp, int copies = 1)
    {
        var bucket = BucketOf(timestamp);
        var before = bucket.Count;
        var show = bucket.AddLive(fingerprint, copies);
        Count += bucket.Count - before;
        return show;
    }

    // A query found the event under this id, perhaps again.
    // Returns: Whether the event has to be shown.
    public bool AddFound(ulong fingerprint, ulong eventId, long timestamp, bool record)
    {
        if (!record && !_buckets.ContainsKey(timestamp >> BucketShift)) return true;
        var bucket = BucketOf(timestamp);
        var before = bucket.Count;
        var show = bucket.AddFound(fingerprint, eventId, record);
        Count += bucket.Count - before;
        return show;
    }

    // Forgets what no query will ask for again: the buckets that lie before the time altogether.
    public void ForgetBefore(long timestamp)
    {
        var first = timestamp >> BucketShift;
        Forget(key => key < first);
    }

    // Forgets the buckets that lie after the time altogether.
    public void ForgetFrom(long timestamp)
    {
        var last = timestamp >> BucketShift;
        Forget(key => key > last);
    }

    // How many events lie after the time, by buckets.
    public int CountFrom(long timestamp)
    {
        var last = timestamp >> BucketShift;
        return _buckets.Sum(bucket => bucket.Key > last ? bucket.Value.Count : 0);
    }

    // What was shown, for a checkpoint: the bucket's first timestamp, the fingerprint, how often.
    public IEnumerable<ShownEvent> Shown()
    {
        foreach (var (key, bucket) in _buckets)
        foreach (var (fingerprint, entry) in bucket.Entries)
            yield return new ShownEvent(key << BucketShift, fingerprint, entry.Shown);
    }

    // The first timestamp of the bucket after the one that the given timestamp is in.
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
