using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The delivery state of all streams.
sealed class DeliveryTable(StreamTable streams, Func<double> random, DeliveryMarks marks)
{
    readonly Dictionary<StreamBatches, StreamDelivery> _byStream = [];
    readonly List<StreamDelivery> _all = [];
    int _version = -1;

    public List<StreamDelivery> All
    {
        get
        {
            if (_version != streams.Version) LookForNew();
            return _all;
        }
    }

    public StreamDelivery Of(StreamBatches stream)
    {
        if (_byStream.TryGetValue(stream, out var delivery)) return delivery;
        delivery = new StreamDelivery(stream, random, marks);
        _all.EnsureCapacity(_all.Count + 1);
        _byStream.EnsureCapacity(_byStream.Count + 1);
        marks.EnsureRoom();

        // Nothing throws from here on.
        _all.Add(delivery);
        _byStream.Add(stream, delivery);
        marks.Add(delivery.Mark);
        return delivery;
    }

    // Ends every stream's current back-off once.
    public void CutBackOffs()
    {
        foreach (var stream in All) stream.CutBackOff();
    }

    // Ends every back-off and resets them, so that the next ones start short again.
    public void RetryAllNow()
    {
        foreach (var stream in All) stream.RetryNow();
    }

    // Whether a sealed batch could be sent now.
    public bool AnyToBeSent(long now)
    {
        foreach (var stream in All)
        {
            if (stream.Batches.Sealed.Count > 0 && stream.MaySend(now)) return true;
        }

        return false;
    }

    // Removes a stream; returns false if it has requests in flight or batches waiting.
    public bool TryForget(StreamName name)
    {
        foreach (var stream in All)
        {
            if (stream.Batches.StreamName != name) continue;
            if (!stream.IsIdle || !streams.TryForget(name)) return false;
            _all.Remove(stream);
            _byStream.Remove(stream.Batches);
            marks.Remove(stream.Mark);
            return true;
        }

        return true;
    }

    void LookForNew()
    {
        foreach (var stream in streams.All) Of(stream);
        _version = streams.Version;
    }
}
