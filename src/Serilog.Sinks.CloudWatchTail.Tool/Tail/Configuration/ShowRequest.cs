namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// How and where events are shown.
sealed record ShowRequest
{
    // text, json, clef, raw or none; null if the command line does not say.
    public string? Format { get; init; }

    // A Serilog output template.
    public string? Template { get; init; }

    // Columns, separated by commas: properties or expressions of Serilog.Expressions.
    public string? Select { get; init; }

    // local, utc or relative.
    public string Time { get; init; } = "local";

    public bool Utc => Time == "utc";

    // A regular expression.
    public string? Highlight { get; init; }

    // dark, light, none, or null.
    public string? Theme { get; init; }

    public bool NoColor { get; init; }

    // Hides notices, status line and summary.
    public bool Quiet { get; init; }

    // Receivers: seq=URL, otlp=URL, file=PATH.
    public string[] To { get; init; } = [];
}
