namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>The name of a log stream that events were routed to. One object for each name, so that it is compared by reference.</summary>
sealed class StreamName(string name)
{
    public string Name { get; } = name;

    /// <summary>The latest hour in which events were routed to it.</summary>
    public long LastUsedHour { get; private set; }

    public void UseIn(long hour) => LastUsedHour = Math.Max(LastUsedHour, hour);

    public override string ToString() => Name;
}
