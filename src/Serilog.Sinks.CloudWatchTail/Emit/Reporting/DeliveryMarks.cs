namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// When puts last succeeded and failed, and which streams back off. Written by the loop alone, under the ledger's gate as the counts are, so that a
/// status that is read under it belongs to one moment.
/// </summary>
sealed class DeliveryMarks(object gate)
{
    readonly List<StreamMark> _streams = [];
    DateTimeOffset? _lastSuccess;
    DateTimeOffset? _lastFailure;
    CloudWatchLogsException? _lastError;

    // The loop's own: a success that is counted together with its events.
    DateTimeOffset? _success;
    StreamMark? _working;

    /// <summary>Streams that are known.</summary>
    public int Count
    {
        get { lock (gate) return _streams.Count; }
    }

    /// <summary>Takes the memory for another stream, so that adding it cannot fail.</summary>
    public void EnsureRoom()
    {
        lock (gate) _streams.EnsureCapacity(_streams.Count + 1);
    }

    public void Add(StreamMark stream)
    {
        lock (gate) _streams.Add(stream);
    }

    public void Remove(StreamMark stream)
    {
        lock (gate) _streams.Remove(stream);
    }

    /// <summary>A put was accepted: shown with the count of its events, and not before.</summary>
    /// <param name="working">Its stream, if that works again.</param>
    public void BeginSuccess(DateTimeOffset time, StreamMark? working) => (_success, _working) = (time, working);

    /// <summary>The events of the accepted put are being counted. The gate must be held.</summary>
    public void CountSuccess()
    {
        if (_success is null) return;
        _lastSuccess = _success;
        if (_working is not null) End(_working);
        (_success, _working) = (null, null);
    }

    /// <summary>A call failed, and is no reason to wait.</summary>
    public void Fail(DateTimeOffset time, CloudWatchLogsException error)
    {
        lock (gate) (_lastFailure, _lastError) = (time, error);
    }

    /// <summary>A call failed, and its stream waits.</summary>
    public void BackOff(StreamMark stream, DateTimeOffset time, DateTimeOffset until, CloudWatchLogsException error)
    {
        lock (gate)
        {
            (_lastFailure, _lastError) = (time, error);
            (stream.IsBackingOff, stream.Until) = (true, until);
        }
    }

    /// <summary>A stream is tried again at once.</summary>
    public void TryNow(StreamMark stream)
    {
        lock (gate) stream.Until = null;
    }

    /// <summary>The service has an answer for a stream again.</summary>
    public void Works(StreamMark stream)
    {
        lock (gate) End(stream);
    }

    /// <summary>Copies all for a status, as far as the list has room. The gate must be held.</summary>
    /// <returns>Whether it had room for all streams.</returns>
    public bool TryCopy(List<(string Name, bool IsBackingOff, DateTimeOffset? Until)> streams, out LastCalls last)
    {
        last = new LastCalls(_lastSuccess, _lastFailure, _lastError);
        if (_streams.Count > streams.Capacity) return false;
        foreach (var stream in _streams) streams.Add((stream.Name, stream.IsBackingOff, stream.Until));
        return true;
    }

    static void End(StreamMark stream) => (stream.IsBackingOff, stream.Until) = (false, null);
}
