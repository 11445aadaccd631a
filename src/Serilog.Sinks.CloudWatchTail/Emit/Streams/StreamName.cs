namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// The name of a log stream to which events were routed. There is one object for each name, so it is compared by reference.
sealed class StreamName(string name)
{
    public string Name { get; } = name;

    // The last hour in which events were routed to it.
    public long LastUsedHour { get; private set; }

    public void UseIn(long hour) => LastUsedHour = Math.Max(LastUsedHour, hour);

    public override string ToString() => Name;
}
