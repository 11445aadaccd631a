using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

// The reserved names of CloudWatch JSON. A property whose name is one of them after any number of leading underscores is written with one more, and
// read with one less, so that no property can be mistaken for the event's own time, level or message.
static class ReservedNames
{
    public const string Types = "types";
    public const string Truncated = "truncated";
    public const string SeverityText = "severityText";
    public const string SeverityNumber = "severityNumber";

    // The member with metric metadata. Not reserved: a property of this name is written unchanged, and the event then has no metrics but its own.
    public const string Metadata = "_aws";

    public static bool IsReserved(ReadOnlySpan<char> name) => name is
        "timestamp" or "level" or "message" or "template" or "traceId" or "spanId" or "exception" or Types or Truncated;

    // The names reserved for the level in OpenTelemetry's style, and free for properties otherwise.
    public static bool IsSeverity(ReadOnlySpan<char> name) => name is SeverityText or SeverityNumber;

    public static string Escape(string name, LevelStyle style) => IsReserved(name.AsSpan().TrimStart('_'), style) ? "_" + name : name;

    public static string Unescape(string name, LevelStyle style) => name is ['_', ..] && IsReserved(name.AsSpan().TrimStart('_'), style) ? name[1..] : name;

    static bool IsReserved(ReadOnlySpan<char> name, LevelStyle style) => IsReserved(name) || (style == LevelStyle.OpenTelemetry && IsSeverity(name));
}
