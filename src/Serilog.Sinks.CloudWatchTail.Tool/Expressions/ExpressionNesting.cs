namespace Serilog.Sinks.CloudWatchTail.Tool.Expressions;

// Finds expressions that are too long or too deep for Serilog.Expressions: it parses and evaluates by recursion, and 100 nested brackets can overflow the
// stack of a thread.
static class ExpressionNesting
{
    const int LengthLimit = 2_000;
    const int DepthLimit = 32;
    const int BracketLimit = 200;

    public static ExpressionError? FindExcess(string text)
    {
        if (text.Length > LengthLimit) return new($"The expression has more than {LengthLimit:N0} characters.", LengthLimit);
        var (depth, brackets, conditions) = (0, 0, 0);
        foreach (var (at, character) in ExpressionText.OutsideQuotes(text))
        {
            if (character is '(' or '[' or '{')
            {
                if (++depth > DepthLimit) return new($"The expression nests more than {DepthLimit} brackets.", at);
                if (++brackets > BracketLimit) return new($"The expression has more than {BracketLimit} brackets.", at);
            }
            else if (character is ')' or ']' or '}')
            {
                depth--;
            }
            else if (ExpressionText.IsWordAt(text, at, "if") && ++conditions > DepthLimit)
            {
                return new($"The expression has more than {DepthLimit} conditions.", at);
            }
        }

        return null;
    }
}
