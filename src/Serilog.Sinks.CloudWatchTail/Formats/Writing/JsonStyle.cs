namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// How values become JSON, where the two formats differ.
enum JsonStyle : byte
{
    // Like Serilog's JsonValueFormatter: objects by ToString in the current culture, lone surrogates as U+FFFD.
    Clef,

    // Readable without loss: objects by their invariant text, lone surrogates as escapes, a property named $type escaped.
    CloudWatch
}
