namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What the events of one message template cost: an element of <see cref="CloudWatchSinkStatus.CostliestTemplates"/>.</summary>
/// <remarks>
/// 256 templates are counted at a time, and one that is new takes the place of the cheapest: the figures begin there, so that they are exact in a program
/// with no more templates, and otherwise never too high.
/// </remarks>
public sealed class CloudWatchTemplateCost
{
    /// <summary>The template's text, its first 512 characters.</summary>
    public required string Template { get; init; }

    /// <summary>How many of its events were written to be sent.</summary>
    public long Events { get; init; }

    /// <summary>Their bytes, as the service bills them: UTF-8 message bytes plus 26 for each event.</summary>
    public long Bytes { get; init; }
}
