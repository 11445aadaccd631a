using System.Buffers.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads numeric levels. The scale follows from the member's name and the logger's other members; without such evidence the number is no level.
static class LevelNumbers
{
    static readonly (int From, LogEventLevel Level)[] Syslog = [(0, LogEventLevel.Fatal), (3, LogEventLevel.Error), (4, LogEventLevel.Warning), (5, LogEventLevel.Information), (7, LogEventLevel.Debug)];
    static readonly (int From, LogEventLevel Level)[] OpenTelemetry = [(1, LogEventLevel.Verbose), (5, LogEventLevel.Debug), (9, LogEventLevel.Information), (13, LogEventLevel.Warning), (17, LogEventLevel.Error), (21, LogEventLevel.Fatal)];
    static readonly (int From, LogEventLevel Level)[] Monolog = [(100, LogEventLevel.Debug), (200, LogEventLevel.Information), (300, LogEventLevel.Warning), (400, LogEventLevel.Error), (500, LogEventLevel.Fatal)];
    static readonly (int From, LogEventLevel Level)[] Pino = [(10, LogEventLevel.Verbose), (20, LogEventLevel.Debug), (30, LogEventLevel.Information), (40, LogEventLevel.Warning), (50, LogEventLevel.Error), (60, LogEventLevel.Fatal)];
    static readonly (int From, LogEventLevel Level)[] Python = [(1, LogEventLevel.Verbose), (10, LogEventLevel.Debug), (20, LogEventLevel.Information), (30, LogEventLevel.Warning), (40, LogEventLevel.Error), (50, LogEventLevel.Fatal)];
    static readonly (int From, LogEventLevel Level)[] Java = [(5000, LogEventLevel.Verbose), (10_000, LogEventLevel.Debug), (20_000, LogEventLevel.Information), (30_000, LogEventLevel.Warning), (40_000, LogEventLevel.Error), (50_000, LogEventLevel.Fatal)];

    public static bool TryRead(ReadOnlySpan<byte> message, JsonMembers members, in Candidate candidate, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var text = candidate.Value.Of(message);
        if (candidate.Value.Kind is not (JsonKind.String or JsonKind.Number) || !Utf8Parser.TryParse(text, out int number, out var length) || length != text.Length) return false;

        switch (candidate.Name)
        {
            case "severitynumber": return TryMap(number, OpenTelemetry, 24, out level);
            case "levelno": return TryMap(number, Python, 59, out level);
            case "levelvalue" or "levelint": return TryMap(number, Java, 59_999, out level);
            case "syslogseverity": return TryMap(number, Syslog, 7, out level);
            case "priority": return Has(message, members, "PRIORITY"u8) && TryMap(number, Syslog, 7, out level);
            case "severity" when Has(message, members, "facility"u8) || Has(message, members, "syslog_facility"u8): return TryMap(number, Syslog, 7, out level);
            case "severity" when Has(message, members, "body"u8): return TryMap(number, OpenTelemetry, 24, out level);
            case "level" or "loglevel" or "severity": break;
            default: return false;
        }

        if (number >= 5000) return number % 1000 == 0 && TryMap(number, Java, 59_999, out level);

        // GELF and journald write syslog severities.
        if (Has(message, members, "short_message"u8) || Has(message, members, "PRIORITY"u8)) return TryMap(number, Syslog, 7, out level);
        if (Has(message, members, "severityNumber"u8)) return TryMap(number, OpenTelemetry, 24, out level);
        if (Has(message, members, "level_name"u8) || Has(message, members, "channel"u8)) return TryMap(number, Monolog, 600, out level);
        if (IsPython(message, members)) return TryMap(number, Python, 59, out level);
        return IsPino(message, members) && TryMap(number, Pino, 69, out level);
    }

    public static bool TryReadOpenTelemetry(ReadOnlySpan<byte> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        return Utf8Parser.TryParse(text, out int number, out var length) && length == text.Length && TryMap(number, OpenTelemetry, 24, out level);
    }

    static bool IsPython(ReadOnlySpan<byte> message, JsonMembers members) =>
        Has(message, members, "levelname"u8) || Has(message, members, "levelno"u8) || Has(message, members, "funcName"u8) || Has(message, members, "lineno"u8) || Has(message, members, "asctime"u8);

    // pino and bunyan omit an empty message, and write the time as a number or beside a version.
    static bool IsPino(ReadOnlySpan<byte> message, JsonMembers members) =>
        Has(message, members, "msg"u8)
        || (Has(message, members, "pid"u8) && Has(message, members, "hostname"u8))
        || members.TryFind(message, "time"u8, JsonKind.Number, out _)
        || (Has(message, members, "v"u8) && Has(message, members, "time"u8));

    static bool TryMap(int number, (int From, LogEventLevel Level)[] scale, int last, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (number < scale[0].From || number > last) return false;
        foreach (var (from, named) in scale)
        {
            if (number >= from) level = named;
        }

        return true;
    }

    static bool Has(ReadOnlySpan<byte> message, JsonMembers members, ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var member in members.All)
        {
            if (member.Name.Of(message).SequenceEqual(name)) return true;
        }

        return false;
    }
}
