namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

/// <summary>How a value is compared.</summary>
enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
