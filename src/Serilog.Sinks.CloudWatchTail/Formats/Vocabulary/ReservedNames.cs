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

    public static bool IsReserved(ReadOnlySpan<char> name) => name is
        "timestamp" or "level" or "message" or "template" or "traceId" or "spanId" or "exception" or Types or Truncated;

    public static string Escape(string name) => IsReserved(name.AsSpan().TrimStart('_')) ? "_" + name : name;

    public static string Unescape(string name) => name is ['_', ..] && IsReserved(name.AsSpan().TrimStart('_')) ? name[1..] : name;
}
