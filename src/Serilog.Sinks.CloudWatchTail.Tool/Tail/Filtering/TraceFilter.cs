using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// --trace: matches the event's trace id, or the TraceId property of other loggers, in W3C or X-Ray form.
sealed class TraceFilter(string traceId) : IEventFilter
{
    static readonly string[] PropertyNames = ["TraceId", "traceId", "trace_id", "XRayTraceId", "xray_trace_id"];

    readonly string _traceId = Plain(traceId);

    public bool Matches(in TailedEvent tailed)
    {
        var logEvent = tailed.LogEvent!;
        if (logEvent.TraceId is { } own && Is(own.ToHexString())) return true;
        foreach (var name in PropertyNames)
            if (logEvent.Properties.TryGetValue(name, out var value) && value is ScalarValue { Value: string text } && Is(text)) return true;
        return false;
    }

    bool Is(string id) => Plain(id).Equals(_traceId, StringComparison.OrdinalIgnoreCase);

    // X-Ray writes 1-5759e988-bd862e3fe1be46a994272793 for W3C's 5759e988bd862e3fe1be46a994272793.
    static string Plain(string id) => id.StartsWith("1-", StringComparison.Ordinal) && id.Length == 35 ? id[2..].Replace("-", "") : id;
}
