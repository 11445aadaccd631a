using System.Collections.Frozen;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>
/// The names under which loggers write an event's time, level, message and error. Case and separators do not count: <c>stack_trace</c>,
/// <c>StackTrace</c> and <c>stack.trace</c> are one name.
/// </summary>
static class MemberNames
{
    /// <summary>No name in the table is longer.</summary>
    const int Longest = 20;

    static readonly FrozenDictionary<string, (MemberRole Role, int Rank)> Known = CreateTable(new()
    {
        // Within a role the earlier name wins; the other member is then a property.
        [MemberRole.Time] = ["timestamp", "time", "ts", "datetime", "eventtime", "logtime", "asctime", "date", "timemillis", "instant", "timeunixnano"],
        [MemberRole.Level] = ["level", "loglevel", "severity", "severitytext", "levelname", "lvl", "priority", "severitynumber"],
        [MemberRole.Message] = ["renderedmessage", "message", "msg", "shortmessage", "body", "text", "event", "log"],
        [MemberRole.Exception] = ["exception", "error", "err", "excinfo", "thrown", "throwable"],
        [MemberRole.ErrorType] = ["errortype", "exceptionname", "exceptiontype", "exceptionclass", "errorkind"],
        [MemberRole.ErrorMessage] = ["errormessage", "exceptionmessage"],
        [MemberRole.StackTrace] = ["stacktrace", "errorstacktrace", "exceptionstacktrace", "errorstack", "stack"],
        [MemberRole.TraceId] = ["traceid"],
        [MemberRole.SpanId] = ["spanid"]
    });

    /// <summary>Finds what a member means. A lower rank comes before a higher one.</summary>
    public static bool TryFind(StringCache cache, ReadOnlySpan<byte> name, out MemberRole role, out int rank)
    {
        (role, rank) = (default, 0);
        Span<byte> plain = stackalloc byte[Longest];
        var length = 0;
        foreach (var character in name)
        {
            if (character is (byte)'_' or (byte)'-' or (byte)'.' or (byte)'@' or (byte)' ') continue;
            if (length == Longest) return false;
            plain[length++] = character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;
        }

        if (!Known.TryGetValue(cache.Get(plain[..length]), out var found)) return false;
        (role, rank) = found;
        return true;
    }

    static FrozenDictionary<string, (MemberRole, int)> CreateTable(Dictionary<MemberRole, string[]> namesByRole) =>
        namesByRole.SelectMany(entry => entry.Value.Select((name, rank) => (name, entry.Key, rank))).ToFrozenDictionary(e => e.name, e => (e.Key, e.rank));
}
