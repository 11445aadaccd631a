using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

/// <summary>
/// The names that CloudWatch JSON keeps for itself. A property whose name is one of them after any number of leading underscores is written with
/// one more, and read with one less, so that no property can pass for the event's own time, level or message.
/// </summary>
static class ReservedNames
{
    public const string Types = "types";
    public const string Truncated = "truncated";
    public const string SeverityText = "severityText";
    public const string SeverityNumber = "severityNumber";

    /// <summary>What CloudWatch takes metrics from. Not reserved: a property of this name is written as it is, and the event then has no metrics but its own.</summary>
    public const string Metadata = "_aws";

    public static bool IsReserved(ReadOnlySpan<char> name) => name is
        "timestamp" or "level" or "message" or "template" or "traceId" or "spanId" or "exception" or Types or Truncated;

    /// <summary>The names that are kept for the level where OpenTelemetry's words are used, and are any property's otherwise.</summary>
    public static bool IsSeverity(ReadOnlySpan<char> name) => name is SeverityText or SeverityNumber;

    public static string Escape(string name, LevelStyle style) => IsReserved(name.AsSpan().TrimStart('_'), style) ? "_" + name : name;

    public static string Unescape(string name, LevelStyle style) => name is ['_', ..] && IsReserved(name.AsSpan().TrimStart('_'), style) ? name[1..] : name;

    static bool IsReserved(ReadOnlySpan<char> name, LevelStyle style) => IsReserved(name) || (style == LevelStyle.OpenTelemetry && IsSeverity(name));
}
