namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Replaces a large string in a value.
sealed class CopiedText(char[] characters)
{
    public char[] Characters { get; } = characters;
}
