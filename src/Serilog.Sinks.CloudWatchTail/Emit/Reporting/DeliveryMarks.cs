namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Records when puts last succeeded and failed, and which streams back off. Only the loop writes it, under the ledger's gate like the counts, so that
// a status read under the gate is consistent.
sealed class DeliveryMarks(object gate)
{
    readonly List<StreamMark> _streams = [];
    DateTimeOffset? _lastSuccess;
    DateTimeOffset? _lastFailure;
    CloudWatchLogsException? _lastError;

    // Used only by the loop: a success that is counted together with its events.
    DateTimeOffset? _success;
    StreamMark? _working;

    // The number of known streams.
    public int Count
    {
        get { lock (gate) return _streams.Count; }
    }

    // Allocates room for another stream, so that adding it cannot fail.
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

    // Announces an accepted put, which becomes visible together with the count of its events. working is its stream if that works again.
    public void BeginSuccess(DateTimeOffset time, StreamMark? working) => (_success, _working) = (time, working);

    // Called with the gate held when the events of the accepted put are counted.
    public void CountSuccess()
    {
        if (_success is null) return;
        _lastSuccess = _success;
        if (_working is not null) End(_working);
        (_success, _working) = (null, null);
    }

    // A call failed, without a back-off.
    public void Fail(DateTimeOffset time, CloudWatchLogsException error)
    {
        lock (gate) (_lastFailure, _lastError) = (time, error);
    }

    // A call failed, and its stream backs off.
    public void BackOff(StreamMark stream, DateTimeOffset time, DateTimeOffset until, CloudWatchLogsException error)
    {
        lock (gate)
        {
            (_lastFailure, _lastError) = (time, error);
            (stream.IsBackingOff, stream.Until) = (true, until);
        }
    }

    // A stream's back-off has been cut.
    public void TryNow(StreamMark stream)
    {
        lock (gate) stream.Until = null;
    }

    // The service responds for a stream again.
    public void Works(StreamMark stream)
    {
        lock (gate) End(stream);
    }

    // Copies everything for a status, as far as the list has room. Called with the gate held. Returns whether all streams fit.
    public bool TryCopy(List<(string Name, bool IsBackingOff, DateTimeOffset? Until)> streams, out LastCalls last)
    {
        last = new LastCalls(_lastSuccess, _lastFailure, _lastError);
        if (_streams.Count > streams.Capacity) return false;
        foreach (var stream in _streams) streams.Add((stream.Name, stream.IsBackingOff, stream.Until));
        return true;
    }

    static void End(StreamMark stream) => (stream.IsBackingOff, stream.Until) = (false, null);
}
