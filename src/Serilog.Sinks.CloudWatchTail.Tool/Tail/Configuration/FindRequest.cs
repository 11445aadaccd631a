namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// The events that the command line selects, apart from their level.
sealed record FindRequest
{
    // An expression of Serilog.Expressions.
    public string? Where { get; init; }

    public string? TraceId { get; init; }

    // Regular expressions, all of which must match.
    public string[] Grep { get; init; } = [];

    // Regular expressions, none of which may match.
    public string[] Exclude { get; init; } = [];

    // The number of events of the same stream to show before a match.
    public int Before { get; init; }

    // The number of events of the same stream to show after a match.
    public int After { get; init; }
}
