namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>The counts of all sinks of one log group, live and gone.</summary>
sealed class SinkTotals
{
    readonly long[] _retiredLost = new long[Enum.GetValues<CloudWatchFailureReason>().Length];
    long _emitted;
    long _delivered;
    long _suppressed;
    long _requests;
    long _retries;
    long _throttles;
    long _bytes;
    long _recovered;

    public List<BatchedCloudWatchSink> Live { get; } = [];

    public long Emitted => _emitted + Live.Sum(s => s.Emitted);

    public long Delivered => _delivered + Live.Sum(s => s.Ledger.Delivered);

    public long Suppressed => _suppressed + Live.Sum(s => s.Ledger.Suppressed);

    public long Requests => _requests + Live.Sum(s => s.Ledger.Requests);

    public long Retries => _retries + Live.Sum(s => s.Ledger.Retries);

    public long Throttles => _throttles + Live.Sum(s => s.Ledger.Throttles);

    public long Bytes => _bytes + Live.Sum(s => s.Ledger.Bytes);

    public long Recovered => _recovered + Live.Sum(s => s.Recovered);

    public long Waiting => Live.Sum(s => s.Waiting);

    public long WaitingOnDisk => Live.Sum(s => s.WaitingOnDisk);

    public long BytesOnDisk => Live.Sum(s => s.BytesOnDisk);

    public TimeSpan OldestOnDisk => Live.Count == 0 ? TimeSpan.Zero : Live.Max(s => s.OldestOnDisk);

    public long CallsUnderWay => Live.Sum(s => (long)s.CallsUnderWay);

    public long LostBy(CloudWatchFailureReason reason) => _retiredLost[(int)reason] + Live.Sum(s => s.Ledger.LostBy(reason));

    public void AddLateOf(BatchedCloudWatchSink sink)
    {
        if (Live.Contains(sink)) return;
        _emitted++;
        _retiredLost[(int)CloudWatchFailureReason.Closed]++;
    }

    public void Retire(BatchedCloudWatchSink sink)
    {
        if (!Live.Remove(sink)) return;
        _emitted += sink.Emitted;
        _delivered += sink.Ledger.Delivered;
        _suppressed += sink.Ledger.Suppressed;
        _requests += sink.Ledger.Requests;
        _retries += sink.Ledger.Retries;
        _throttles += sink.Ledger.Throttles;
        _bytes += sink.Ledger.Bytes;
        _recovered += sink.Recovered;
        foreach (var reason in Enum.GetValues<CloudWatchFailureReason>()) _retiredLost[(int)reason] += sink.Ledger.LostBy(reason);
    }
}
