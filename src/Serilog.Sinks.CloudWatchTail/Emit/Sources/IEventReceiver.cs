using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// Receives events from a source into batches.
interface IEventReceiver
{
    // The longest message accepted. The service may name a smaller limit than the configured one at run time.
    int EventSizeLimitBytes { get; }

    // Receives an event. If this throws, the event is in no batch. sealedOne tells whether a batch became ready to send. Returns the bytes of memory
    // that the batch keeps of the event.
    int Receive(IEventOwner owner, StreamName stream, in ArrivingEvent arriving, scoped in WrittenText message, out bool sealedOne);
}
