namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>What a JSON value is, by its first character.</summary>
enum JsonKind : byte
{
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object
}
