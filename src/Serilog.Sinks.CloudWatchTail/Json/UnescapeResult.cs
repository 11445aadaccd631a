namespace Serilog.Sinks.CloudWatchTail.Json;

enum UnescapeResult
{
    Done,

    // The text is longer than the room for it.
    OutputFull,

    // The text has no end, or an escape that JSON does not know.
    Malformed,
}
