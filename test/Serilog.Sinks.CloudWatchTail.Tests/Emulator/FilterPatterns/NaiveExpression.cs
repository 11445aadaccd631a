using System.Text.Json.Nodes;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

/// <summary>A JSON pattern's expression as data.</summary>
abstract record NaiveExpression
{
    /// <summary>The expression in the pattern language.</summary>
    public abstract string Text { get; }

    /// <summary>Whether it is true of a message.</summary>
    public abstract bool Judge(JsonNode? root);
}
