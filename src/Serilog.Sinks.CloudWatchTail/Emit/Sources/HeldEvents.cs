using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>What a batch keeps of its events beside their text, made by their owner, in the order in which they came.</summary>
abstract class HeldEvents(IEventOwner owner)
{
    public IEventOwner Owner { get; } = owner;

    /// <summary>Adds an event.</summary>
    /// <param name="key">The owner's own number for it, which it gave to <see cref="IEventReceiver"/>.</param>
    /// <returns>What it keeps in memory, in bytes. Throws before anything is added.</returns>
    public abstract int Add(long key);

    /// <summary>Adds an event of another batch with the same owner.</summary>
    public abstract void AddFrom(HeldEvents other, int arrival);

    /// <summary>Whether an event still waits.</summary>
    public abstract bool Waits(int arrival);

    /// <summary>Writes an event's message again, within a smaller limit.</summary>
    /// <param name="entry">The event as it stands in the body of the put.</param>
    public abstract void RenderAgain(int arrival, ReadOnlySpan<byte> entry, int sizeLimitBytes, Utf8Buffer message);

    /// <summary>Forgets all events.</summary>
    public abstract void Clear();
}
