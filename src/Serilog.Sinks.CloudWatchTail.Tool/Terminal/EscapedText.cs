namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The escaped text of a value that is not a string and therefore is shown without quotes.
sealed class EscapedText(string text)
{
    public override string ToString() => text;
}
