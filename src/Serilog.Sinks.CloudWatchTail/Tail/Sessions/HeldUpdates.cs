using System.Diagnostics.CodeAnalysis;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

// Live updates that wait until the history has been read, limited in events and bytes.
sealed class HeldUpdates(int limit, long limitBytes)
{
    readonly Queue<(LiveTailUpdate Update, long Bytes)> _updates = new();
    int _events;
    long _bytes;

    public bool TryAdd(LiveTailUpdate update)
    {
        var count = update.Events.Count;
        if (count == 0) return true;
        var bytes = update.Events.Sum(live => (long)live.Message.Length);
        if (_events + count > limit || _bytes + bytes > limitBytes) return false;
        _updates.Enqueue((update, bytes));
        _events += count;
        _bytes += bytes;
        return true;
    }

    public bool TryTake([NotNullWhen(true)] out LiveTailUpdate? update)
    {
        update = null;
        if (!_updates.TryDequeue(out var held)) return false;
        update = held.Update;
        _events -= update.Events.Count;
        _bytes -= held.Bytes;
        return true;
    }
}
