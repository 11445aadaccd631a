namespace Serilog.Sinks.CloudWatchTail.Json;

enum UnescapeResult
{
    Done,

    /// <summary>The text is longer than the room for it.</summary>
    OutputFull,

    /// <summary>The text has no end, or an escape that JSON does not know.</summary>
    Malformed,
}
