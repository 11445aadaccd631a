using Serilog.Expressions;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --where: matches events for which an expression of Serilog.Expressions is true.
sealed class ExpressionFilter(CompiledExpression expression) : IEventFilter
{
    // Throws UsageException if the expression cannot be parsed.
    public static ExpressionFilter Parse(string text) =>
        SerilogExpression.TryCompile(text, out var compiled, out var error)
            ? new ExpressionFilter(compiled)
            : throw new UsageException($"--where '{text}' is not a valid Serilog expression: {error}");

    public bool Matches(in TailedEvent tailed) => ExpressionResult.IsTrue(expression(tailed.LogEvent!));
}
