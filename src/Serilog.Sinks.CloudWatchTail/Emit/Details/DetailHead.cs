using System.Runtime.InteropServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The beginning of a detail's record.
[StructLayout(LayoutKind.Sequential)]
struct DetailHead
{
    public const int Size = 24;

    // The event's time, in its own offset from UTC.
    public long LocalTicks;

    // The length of the record.
    public int Length;

    // The memory that its references keep.
    public int Bytes;

    public short OffsetMinutes;

    // The number of the shape, unless the shape is a reference.
    public short Shape;

    public DetailParts Parts;

    public byte Level;

    public byte References;

    public DetailHead(LogEvent logEvent, DetailParts parts)
    {
        var time = logEvent.Timestamp;
        LocalTicks = time.Ticks;
        OffsetMinutes = (short)time.TotalOffsetMinutes;
        Parts = parts;
        Level = (byte)logEvent.Level;
    }

    public readonly DateTimeOffset Timestamp => new(LocalTicks, new TimeSpan(0, OffsetMinutes, 0));
}
