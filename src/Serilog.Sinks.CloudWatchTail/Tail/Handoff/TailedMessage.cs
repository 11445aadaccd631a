using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// A UTF-8 message on its way to the consumer, which turns it into a LogEvent as late as possible, away from the socket. Timestamp is the service's,
// in milliseconds since the Unix epoch.
readonly record struct TailedMessage(EventOrigin Origin, long Timestamp, ReadOnlyMemory<byte> Message)
{
    // The cost of a queued message besides its bytes.
    const int Overhead = 64;

    public int Size => Message.Length + Overhead;
}
