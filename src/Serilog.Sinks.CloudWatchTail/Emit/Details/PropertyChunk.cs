using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Some of an event's properties, and where the next ones are.
struct PropertyChunk
{
    public Four Properties;
    public int Next;

    [InlineArray(Size)]
    public struct Four
    {
        public const int Size = 4;

        CapturedProperty _first;
    }
}
