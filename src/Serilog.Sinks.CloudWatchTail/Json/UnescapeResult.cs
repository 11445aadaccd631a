namespace Serilog.Sinks.CloudWatchTail.Json;

enum UnescapeResult
{
    Done,

    // The output is too small.
    OutputFull,

    // The string has no closing quote, or contains an escape that JSON does not define.
    Malformed,
}
