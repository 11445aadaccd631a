namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// How a captured property holds its value.
enum CapturedKind
{
    // As Serilog's own object.
    Value,

    // A scalar that is a string.
    Text,

    // A scalar by value.
    Int32,

    Int64,

    // A scalar by value, and neither infinite nor NaN.
    Double,

    Boolean,
}
