namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

/// <summary>How and where events are shown.</summary>
sealed record ShowRequest
{
    /// <summary>text, json, clef, raw or none; null when the command line does not say.</summary>
    public string? Format { get; init; }

    /// <summary>An output template of Serilog's.</summary>
    public string? Template { get; init; }

    /// <summary>Columns: properties, or expressions of Serilog.Expressions, with commas between them.</summary>
    public string? Select { get; init; }

    /// <summary>local, utc or relative.</summary>
    public string Time { get; init; } = "local";

    public bool Utc => Time == "utc";

    /// <summary>A regular expression.</summary>
    public string? Highlight { get; init; }

    /// <summary>dark, light, none, or null.</summary>
    public string? Theme { get; init; }

    public bool NoColor { get; init; }

    /// <summary>No notices, no status line, no summary.</summary>
    public bool Quiet { get; init; }

    /// <summary>Receivers: seq=URL, otlp=URL, file=PATH.</summary>
    public string[] To { get; init; } = [];
}
