using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Expressions;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --where: matches events for which an expression of Serilog.Expressions is true. Events for which it takes too long are shown.
sealed class ExpressionFilter(string text, EventExpression expression, Action<string> complain) : IEventFilter
{
    bool _complained;

    // Throws UsageException if the expression cannot be parsed.
    public static ExpressionFilter Parse(string text, Action<string> complain) =>
        EventExpression.TryCompile(text, out var expression, out var error)
            ? new ExpressionFilter(text, expression, complain)
            : throw new UsageException($"--where '{text}' is not a valid Serilog expression, at character {error.Position + 1}: {error.Message}");

    public bool Matches(in TailedEvent tailed)
    {
        try
        {
            return expression.IsTrueFor(tailed.LogEvent!);
        }
        catch (RegexMatchTimeoutException)
        {
            if (!_complained) complain($"the expression '{text}' takes too long for some events; they are shown");
            _complained = true;
            return true;
        }
    }
}
