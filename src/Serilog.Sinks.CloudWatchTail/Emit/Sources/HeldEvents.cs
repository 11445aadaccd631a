using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// A batch's data about its events other than their text, created by their owner, in order of arrival.
abstract class HeldEvents(IEventOwner owner)
{
    public IEventOwner Owner { get; } = owner;

    // Adds an event. key is the owner's number for it, passed to IEventReceiver. Returns the bytes of memory that it keeps. Throws before anything is
    // added.
    public abstract int Add(long key);

    // Adds an event of another batch with the same owner.
    public abstract void AddFrom(HeldEvents other, int arrival);

    // Whether an event still waits.
    public abstract bool Waits(int arrival);

    // Renders an event's message again within a smaller limit. whole is the message as it is.
    public abstract void RenderAgain(int arrival, ReadOnlySpan<byte> whole, int sizeLimitBytes, Utf8Buffer message);

    // Removes all events.
    public abstract void Clear();
}
