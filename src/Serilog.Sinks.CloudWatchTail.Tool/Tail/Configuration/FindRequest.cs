namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

/// <summary>Which events the command line asks for, beyond their level.</summary>
sealed record FindRequest
{
    /// <summary>An expression of Serilog.Expressions.</summary>
    public string? Where { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Regular expressions, all of which must be found.</summary>
    public string[] Grep { get; init; } = [];

    /// <summary>Regular expressions, none of which may be found.</summary>
    public string[] Exclude { get; init; } = [];

    /// <summary>How many events of the same stream before a match.</summary>
    public int Before { get; init; }

    /// <summary>How many after it.</summary>
    public int After { get; init; }
}
