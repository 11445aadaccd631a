using System.Text.Json.Nodes;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

/// <summary>Two expressions and what joins them; parentheses are written only where the precedence needs them.</summary>
sealed record NaiveCompound(NaiveExpression Left, bool IsAnd, NaiveExpression Right) : NaiveExpression
{
    public override string Text => IsAnd ? $"{Inside(Left)} && {Inside(Right)}" : $"{Left.Text} || {Right.Text}";

    public override bool Judge(JsonNode? root) => IsAnd ? Left.Judge(root) && Right.Judge(root) : Left.Judge(root) || Right.Judge(root);

    static string Inside(NaiveExpression part) => part is NaiveCompound { IsAnd: false } ? $"({part.Text})" : part.Text;
}
