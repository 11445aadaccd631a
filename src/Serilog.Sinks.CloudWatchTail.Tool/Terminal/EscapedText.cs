namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

/// <summary>The escaped text of a value that is no string, and so has no quotes around it when it is shown.</summary>
sealed class EscapedText(string text)
{
    public override string ToString() => text;
}
