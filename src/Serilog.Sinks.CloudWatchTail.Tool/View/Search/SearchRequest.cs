namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// What to search for, as the page asks for it.
sealed record SearchRequest
{
    // Plain text or an expression; null or blank for everything.
    public string? Query { get; init; }

    // auto, text or expression: how Query is read.
    public string Mode { get; init; } = "auto";

    // Expressions, all of which must be true.
    public IReadOnlyList<string> Filters { get; init; } = [];

    public string? TraceId { get; init; }
}
