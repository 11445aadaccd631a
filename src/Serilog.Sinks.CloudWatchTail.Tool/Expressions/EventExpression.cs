using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Expressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Expressions;

// An expression of Serilog.Expressions from a user. SerilogExpression throws for an unknown function, for a number beyond decimal's range in an event and
// for a pattern that takes too long, and overflows the stack on deep nesting: none of that may end the program.
sealed class EventExpression
{
    readonly CompiledExpression _compiled;

    EventExpression(CompiledExpression compiled) => _compiled = compiled;

    public static bool TryCompile(string text, [NotNullWhen(true)] out EventExpression? expression, out ExpressionError error)
    {
        expression = null;
        if ((ExpressionNesting.FindExcess(text) ?? ExpressionFormats.FindExcess(text)) is { } excess)
        {
            error = excess;
            return false;
        }

        error = default;
        try
        {
            if (SerilogExpression.TryCompile(text, out var compiled, out var reason)) expression = new EventExpression(compiled);
            else error = ExpressionErrors.Read(text, reason);
        }
        catch (ArgumentException exception)
        {
            error = ExpressionErrors.Read(text, exception.Message);
        }

        return expression is not null;
    }

    // Returns the value; null if the expression has none for this event. Throws RegexMatchTimeoutException if a pattern takes too long.
    public LogEventPropertyValue? ValueFor(LogEvent logEvent)
    {
        try
        {
            return _compiled(logEvent);
        }
        catch (Exception exception) when (exception is not RegexMatchTimeoutException)
        {
            // A number beyond decimal's range: there is no result.
            return null;
        }
    }

    // Throws RegexMatchTimeoutException if a pattern takes too long.
    public bool IsTrueFor(LogEvent logEvent) => ExpressionResult.IsTrue(ValueFor(logEvent));
}
