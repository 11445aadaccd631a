using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// A message on its way to the consumer. It is read into a LogEvent as late as possible, away from the socket.
// Timestamp: The event's own time as the service has it, milliseconds since the Unix epoch.
// Message: UTF-8.
readonly record struct TailedMessage(EventOrigin Origin, long Timestamp, ReadOnlyMemory<byte> Message)
{
    // The cost of a queued message beside its bytes.
    const int Overhead = 64;

    public int Size => Message.Length + Overhead;
}
