namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>What only the thread that logs an event knows of its log stream.</summary>
/// <param name="Text">The stream's name, or the name of the thread; none if there is none.</param>
/// <param name="IsName">Whether it is the name of the stream, chosen for the event.</param>
readonly record struct StreamHint(string? Text, bool IsName)
{
    const int PerString = 24;

    /// <summary>What it keeps in memory: a name may be one event's alone, while a thread has its name anyway.</summary>
    public int Bytes => IsName && Text is not null ? PerString + (sizeof(char) * Text.Length) : 0;
}
