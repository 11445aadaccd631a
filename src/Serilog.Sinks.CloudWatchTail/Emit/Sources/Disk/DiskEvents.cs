using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// The record numbers of a batch's events. The events themselves are only on disk and in the put's body.
sealed class DiskEvents(DiskSource source, IEventOwner owner) : HeldEvents(owner)
{
    // The approximate bytes that an event takes in a batch, apart from its text.
    const int OverheadBytes = 96;

    long[] _records = new long[16];
    int _count;

    public long RecordOf(int arrival) => _records[arrival];

    public override int Add(long key)
    {
        if (_count == _records.Length) Array.Resize(ref _records, _count * 2);
        _records[_count++] = key;
        return OverheadBytes;
    }

    public override void AddFrom(HeldEvents other, int arrival) => Add(((DiskEvents)other)._records[arrival]);

    public override bool Waits(int arrival) => source.Waits(_records[arrival]);

    public override void RenderAgain(int arrival, ReadOnlySpan<byte> whole, int sizeLimitBytes, Utf8Buffer message) =>
        source.Renderer.Shorten(whole, sizeLimitBytes, message);

    public override void Clear() => _count = 0;
}
