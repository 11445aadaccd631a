using Serilog.Expressions;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --where: an expression of Serilog.Expressions that is true of the event.
sealed class ExpressionFilter(CompiledExpression expression) : IEventFilter
{
    // Throws UsageException: The expression cannot be parsed.
    public static ExpressionFilter Parse(string text) =>
        SerilogExpression.TryCompile(text, out var compiled, out var error)
            ? new ExpressionFilter(compiled)
            : throw new UsageException($"--where '{text}' is no expression of Serilog's: {error}");

    public bool Matches(in TailedEvent tailed) => ExpressionResult.IsTrue(expression(tailed.LogEvent!));
}
