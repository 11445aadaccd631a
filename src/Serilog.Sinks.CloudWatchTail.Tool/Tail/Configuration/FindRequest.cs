namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// Which events the command line asks for, beyond their level.
sealed record FindRequest
{
    // An expression of Serilog.Expressions.
    public string? Where { get; init; }

    public string? TraceId { get; init; }

    // Regular expressions, all of which must be found.
    public string[] Grep { get; init; } = [];

    // Regular expressions, none of which may be found.
    public string[] Exclude { get; init; } = [];

    // How many events of the same stream before a match.
    public int Before { get; init; }

    // How many after it.
    public int After { get; init; }
}
