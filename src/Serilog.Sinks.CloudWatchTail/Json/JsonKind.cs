namespace Serilog.Sinks.CloudWatchTail.Json;

// The kind of a JSON value, told by its first character.
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
