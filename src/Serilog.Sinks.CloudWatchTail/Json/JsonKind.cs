namespace Serilog.Sinks.CloudWatchTail.Json;

// What a JSON value is, by its first character.
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
