namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>Stands in a value where a large string stood.</summary>
sealed class CopiedText(char[] characters)
{
    public char[] Characters { get; } = characters;
}
