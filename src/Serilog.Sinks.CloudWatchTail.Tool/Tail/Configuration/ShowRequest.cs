namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// How and where events are shown.
sealed record ShowRequest
{
    // text, json, clef, raw or none; null when the command line does not say.
    public string? Format { get; init; }

    // An output template of Serilog's.
    public string? Template { get; init; }

    // Columns: properties, or expressions of Serilog.Expressions, with commas between them.
    public string? Select { get; init; }

    // local, utc or relative.
    public string Time { get; init; } = "local";

    public bool Utc => Time == "utc";

    // A regular expression.
    public string? Highlight { get; init; }

    // dark, light, none, or null.
    public string? Theme { get; init; }

    public bool NoColor { get; init; }

    // No notices, no status line, no summary.
    public bool Quiet { get; init; }

    // Receivers: seq=URL, otlp=URL, file=PATH.
    public string[] To { get; init; } = [];
}
