using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>The delivery state of all streams.</summary>
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

        // From here on nothing throws.
        _all.Add(delivery);
        _byStream.Add(stream, delivery);
        marks.Add(delivery.Mark);
        return delivery;
    }

    /// <summary>Ends every wait after a failure, once.</summary>
    public void CutBackOffs()
    {
        foreach (var stream in All) stream.CutBackOff();
    }

    /// <summary>Ends every wait, and lets the next ones start short again.</summary>
    public void RetryAllNow()
    {
        foreach (var stream in All) stream.RetryNow();
    }

    /// <summary>Whether a sealed batch could be sent now.</summary>
    public bool AnyToBeSent(long now)
    {
        foreach (var stream in All)
        {
            if (stream.Batches.Sealed.Count > 0 && stream.MaySend(now)) return true;
        }

        return false;
    }

    /// <summary>Forgets a stream; false if something is under way or waits for it.</summary>
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
