namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Information about an event's log stream that only the logging thread has: the name chosen for the stream (IsName), or the thread's name. Text may
// be null.
readonly record struct StreamHint(string? Text, bool IsName)
{
    const int PerString = 24;

    // The memory that it keeps: a chosen name may belong to a single event, whereas a thread has its name anyway.
    public int Bytes => IsName && Text is not null ? PerString + (sizeof(char) * Text.Length) : 0;
}
