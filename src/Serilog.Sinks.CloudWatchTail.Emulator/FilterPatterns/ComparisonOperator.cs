namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// How a value is compared.
enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
