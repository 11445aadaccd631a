using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// A batch as the owner of its events sees it. Events are numbered in the order of the put's body.
interface ISourceBatch
{
    HeldEvents Held { get; }

    int Count { get; }

    string StreamName { get; }

    // The index of an event in order of arrival, and in Held.
    int ArrivalOf(int index);

    long TimestampOf(int index);

    // Appends an event's message, read back from the put's body.
    void ReadMessage(int index, Utf8Buffer message);
}
