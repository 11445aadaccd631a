namespace Serilog.Sinks.CloudWatchTail;

/// <summary>Selects the events that <see cref="CloudWatchLogGroups.ReadNewestAsync"/> reads. By default all of the group's.</summary>
public sealed class CloudWatchNewestEventsQuery
{
    /// <summary>Only these log streams. Default: all. At most 100 (the service's limit); not together with <see cref="LogStreamNamePrefix"/>.</summary>
    public IReadOnlyList<string> LogStreamNames { get; init; } = [];

    /// <summary>Only log streams with this prefix. Default: none, all streams.</summary>
    public string? LogStreamNamePrefix { get; init; }

    /// <summary>Only events that match this CloudWatch filter pattern. Default: none, all events.</summary>
    public string? LogEventFilterPattern { get; init; }

    /// <summary>The oldest time, inclusive. Default: the start of 2024, the earliest that the service accepts in this direction.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The newest time, inclusive. Default: none.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The number of events requested per call, 1 to 10,000 (the service's limit). Default: 1,000.</summary>
    public int PageSize { get; init; } = 1_000;
}
