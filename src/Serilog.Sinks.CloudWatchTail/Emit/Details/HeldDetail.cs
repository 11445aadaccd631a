using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// A detail that is held.
struct HeldDetail : ISlot
{
    // Its parts but for the properties; CapturedHead.FirstProperty is the number of the first chunk of these.
    public CapturedHead Head;

    public StreamHint Hint;

    // The number of the next one of the same trace; negative for none.
    public int Next;

    public int Following
    {
        readonly get => Next;
        set => Next = value;
    }
}
