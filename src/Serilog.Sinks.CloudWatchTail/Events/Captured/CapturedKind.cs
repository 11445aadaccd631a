namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>How a captured property holds its value.</summary>
enum CapturedKind
{
    /// <summary>As Serilog's own object.</summary>
    Value,

    /// <summary>A scalar that is a string.</summary>
    Text,

    /// <summary>A scalar by value.</summary>
    Int32,

    /// <inheritdoc cref="Int32"/>
    Int64,

    /// <summary>A scalar by value, and neither infinite nor NaN.</summary>
    Double,

    /// <inheritdoc cref="Int32"/>
    Boolean,
}
