namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>How values become JSON where the two formats differ.</summary>
enum JsonStyle : byte
{
    /// <summary>As Serilog's own JsonValueFormatter: objects by their ToString in the current culture, lone surrogates as U+FFFD.</summary>
    Clef,

    /// <summary>So that it can be read back: objects by their invariant text, lone surrogates as escapes, <c>$type</c> as a property's name escaped.</summary>
    CloudWatch
}
