using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads "REPORT RequestId: … TAB Duration: 1.93 ms TAB …" and similar lines: their figures become properties named as in Lambda's JSON.
static class LambdaReports
{
    public static bool TryRead(string text, int start, EventDraft draft)
    {
        var parts = text[start..].Split('\t', '\n');
        var isReport = text.StartsWith("REPORT ", StringComparison.Ordinal);
        if (isReport && !parts[0].StartsWith("RequestId: ", StringComparison.Ordinal)) return false;
        if (!parts[0].Contains(": ", StringComparison.Ordinal)) return false;

        draft.Level = LogEventLevel.Information;
        foreach (var part in parts)
        {
            var colon = part.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0) AddFigure(part[..colon], part[(colon + 2)..].Trim(), draft);
        }

        return true;
    }

    static void AddFigure(string label, string value, EventDraft draft)
    {
        if ((label == "Status" && value != "success") || label == "Error Type") draft.Level = LogEventLevel.Error;
        if (label == "XRAY TraceId")
        {
            TraceReader.TryReadTrace(Encoding.UTF8.GetBytes(value), draft);
            label = "Xray Trace Id";
        }

        var name = new StringBuilder();
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(name.Length == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        var space = value.IndexOf(' ');
        var unit = space < 0 ? "" : value[(space + 1)..];
        if (unit is "ms" or "MB")
        {
            name.Append(unit == "ms" ? "Ms" : "MB");
            value = value[..space];
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        var isNumber = new JsonScanner(bytes).TryReadValue(out var range) && range.Kind == JsonKind.Number && range.Length == bytes.Length;
        draft.Add(name.ToString(), isNumber ? NumberValues.Read(bytes) : new ScalarValue(value));
    }
}
