namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// The escaped text of an exception, or the further lines of a plain text, which are shown in the same place.
sealed class EscapedException(string text) : Exception
{
    public override string ToString() => text;
}
