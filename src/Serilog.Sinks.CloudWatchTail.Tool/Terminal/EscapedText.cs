namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The escaped text of a value that is no string, and so has no quotes around it when it is shown.
sealed class EscapedText(string text)
{
    public override string ToString() => text;
}
