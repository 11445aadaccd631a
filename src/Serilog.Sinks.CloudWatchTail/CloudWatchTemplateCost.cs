namespace Serilog.Sinks.CloudWatchTail;

/// <summary>The cost of one message template's events: an element of <see cref="CloudWatchSinkStatus.CostliestTemplates"/>.</summary>
/// <remarks>
/// 256 templates are counted at a time, and a new one replaces the cheapest and starts from zero. The figures are exact in a program with no more
/// templates, and otherwise never too high.
/// </remarks>
public sealed class CloudWatchTemplateCost
{
    /// <summary>The first 512 characters of the template's text.</summary>
    public required string Template { get; init; }

    /// <summary>The number of its events that were written for sending.</summary>
    public long Events { get; init; }

    /// <summary>Their bytes, as the service bills them: UTF-8 message bytes plus 26 for each event.</summary>
    public long Bytes { get; init; }
}
