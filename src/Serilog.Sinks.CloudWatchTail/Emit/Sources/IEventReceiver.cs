using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>Takes events out of a source into batches.</summary>
interface IEventReceiver
{
    /// <summary>The longest message that is taken. The service may name a smaller limit than the configured one while running.</summary>
    int EventSizeLimitBytes { get; }

    /// <summary>Takes an event. When this throws, the event is in no batch.</summary>
    /// <param name="sealedOne">Whether a batch became ready to be sent.</param>
    /// <returns>What the batch keeps of the event in memory, in bytes.</returns>
    int Receive(IEventOwner owner, StreamName stream, in ArrivingEvent arriving, ReadOnlySpan<byte> message, out bool sealedOne);
}
