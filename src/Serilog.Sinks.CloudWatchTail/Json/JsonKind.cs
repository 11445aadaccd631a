namespace Serilog.Sinks.CloudWatchTail.Json;

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
