namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A metric that was taken from an event by the embedded metric format, for one set of dimensions.</summary>
public sealed record StoredMetric
{
    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit; <c>None</c> if the event says none.</summary>
    public string Unit { get; init; } = "None";

    /// <summary>Its values, 1 to 100.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The dimensions and their values.</summary>
    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    /// <summary>The time that the event says of its metrics, in whole milliseconds, in UTC.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The seconds that are summed up: 60, or 1.</summary>
    public int StorageResolution { get; init; } = 60;
}
