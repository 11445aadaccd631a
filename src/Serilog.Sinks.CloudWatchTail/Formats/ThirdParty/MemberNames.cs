using System.Collections.Frozen;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The names that loggers use for an event's time, level, message and error. Case and separators are ignored: stack_trace, StackTrace and stack.trace
// are the same name.
static class MemberNames
{
    // The length of the longest name in the table.
    const int Longest = 24;

    // Within a role the first name whose value is readable wins; the other members become properties.
    static readonly Dictionary<MemberRole, string[]> Names = new()
    {
        [MemberRole.Time] =
        [
            "timestamp", "time", "ts", "datetime", "eventtime", "logtime", "asctime", "timemillis", "timestampms", "timestampmillis", "instant", "timeunixnano",
            "observedtimeunixnano", "timeiso8601", "timelocal", "requesttimeepoch", "requesttime", "sourcerealtimetimestamp", "realtimetimestamp",
            "eventtimestamp", "querytimestamp", "timestampseconds", "requestreceivedtimestamp", "loggedat", "starttime", "timecreated", "ibmdatetime", "created", "msec", "date", "dt", "at", "t"
        ],
        [MemberRole.Level] =
        [
            "level", "loglevel", "severity", "severitytext", "levelname", "lvl", "loglevelname", "levelstr", "severitylabel", "errorseverity", "priority",
            "sev", "leveldisplayname", "syslogseveritytext", "severitynumber", "levelno", "levelvalue", "levelint", "syslogseverity", "loglevelid", "label", "s"
        ],
        [MemberRole.Message] =
        [
            "renderedmessage", "message", "msg", "shortmessage", "logmessage", "body", "textpayload", "jsonpayload", "text", "event", "fullmessage", "log", "data", "0"
        ],
        [MemberRole.Exception] = ["exception", "error", "err", "excinfo", "exctext", "exc", "thrown", "throwable", "errorobject", "cause"],
        [MemberRole.ErrorType] = ["errortype", "exceptionname", "exceptiontype", "exceptionclass", "errorkind", "errorname", "errorclass", "exceptionclassname", "errorcode"],
        [MemberRole.ErrorMessage] = ["errormessage", "exceptionmessage", "errormsg", "errmsg", "exceptionvalue"],
        [MemberRole.StackTrace] =
        [
            "stacktrace", "errorstacktrace", "exceptionstacktrace", "errorstack", "exceptionstack", "stack", "errorverbose", "errverbose", "backtrace", "errorbacktrace"
        ],
        [MemberRole.TraceId] =
            ["traceid", "traceparent", "oteltraceid", "xraytraceid", "awsxraytraceid", "xamzntraceid", "amzntraceid", "tracetraceid", "trace"],
        [MemberRole.SpanId] = ["spanid", "otelspanid", "span"],
        [MemberRole.Container] = ["record", "fields", "log", "meta", "attributes", "context", "aws", "attr"]
    };

    static readonly FrozenDictionary<string, MemberMeaning> Known = CreateTable();

    // Finds the meaning of a member; a name may have two, depending on its value.
    public static bool TryFind(StringCache cache, ReadOnlySpan<byte> name, out MemberMeaning meaning)
    {
        meaning = default;
        Span<byte> plain = stackalloc byte[Longest];
        var length = 0;
        foreach (var character in name)
        {
            if (character is (byte)'_' or (byte)'-' or (byte)'.' or (byte)'@' or (byte)' ') continue;
            if (length == Longest) return false;
            plain[length++] = character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;
        }

        return Known.TryGetValue(cache.Get(plain[..length]), out meaning);
    }

    static FrozenDictionary<string, MemberMeaning> CreateTable()
    {
        var table = new Dictionary<string, MemberMeaning>();
        foreach (var (role, names) in Names)
        {
            if (role == MemberRole.Container) continue;
            for (var rank = 0; rank < names.Length; rank++) table.Add(names[rank], new(names[rank], role, rank, IsContainer: false));
        }

        foreach (var name in Names[MemberRole.Container])
            table[name] = table.TryGetValue(name, out var known) ? known with { IsContainer = true } : new(name, MemberRole.Container, 0, IsContainer: true);
        return table.ToFrozenDictionary();
    }
}
