namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>A batch as the owner of its events sees it. The events are numbered in the order of the put's body.</summary>
interface ISourceBatch
{
    HeldEvents Held { get; }

    int Count { get; }

    string StreamName { get; }

    /// <summary>The place of an event in the order in which they came, and in <see cref="Held"/>.</summary>
    int ArrivalOf(int index);

    long TimestampOf(int index);

    /// <summary>An event as it stands in the body of the put.</summary>
    ReadOnlySpan<byte> EntryOf(int index);
}
