using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Some of an event's properties, and where the next ones are.
struct PropertyChunk : ISlot
{
    public Six Properties;
    public int Next;

    public int Following
    {
        readonly get => Next;
        set => Next = value;
    }

    [InlineArray(Size)]
    public struct Six
    {
        public const int Size = 6;

        CapturedProperty _first;
    }
}
