using System.Buffers.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>
/// The levels of other loggers' JSON: a word, or a number of one of the loggers that are known by what stands beside it, for the same number is one
/// logger's debug and another's alert.
/// </summary>
static class ThirdPartyLevels
{
    public static bool TryRead(ReadOnlySpan<byte> message, JsonMembers members, JsonRange value, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var text = value.Of(message);
        if (value.Kind == JsonKind.String && (LevelWords.TryParse(text, out level) || TryParseLetter(text, out level) || TryParseColoured(text, value.Escaped, out level))) return true;
        if (value.Kind is not (JsonKind.String or JsonKind.Number) || !Utf8Parser.TryParse(text, out int number, out var length) || length != text.Length) return false;

        // GELF and journald write syslog's severities.
        if (Has(message, members, "short_message"u8) || Has(message, members, "PRIORITY"u8)) return TryMap(number, [(0, LogEventLevel.Fatal), (3, LogEventLevel.Error), (4, LogEventLevel.Warning), (5, LogEventLevel.Information), (7, LogEventLevel.Debug)], 7, out level);
        if (Has(message, members, "severityNumber"u8)) return TryMap(number, [(1, LogEventLevel.Verbose), (5, LogEventLevel.Debug), (9, LogEventLevel.Information), (13, LogEventLevel.Warning), (17, LogEventLevel.Error), (21, LogEventLevel.Fatal)], 24, out level);
        if (Has(message, members, "level_name"u8) || Has(message, members, "channel"u8)) return TryMap(number, [(100, LogEventLevel.Debug), (200, LogEventLevel.Information), (300, LogEventLevel.Warning), (400, LogEventLevel.Error), (500, LogEventLevel.Fatal)], 600, out level);

        // pino and bunyan, which leave the message out when there is none.
        var isPino = Has(message, members, "msg"u8) || (Has(message, members, "pid"u8) && Has(message, members, "hostname"u8));
        return isPino && TryMap(number, [(10, LogEventLevel.Verbose), (20, LogEventLevel.Debug), (30, LogEventLevel.Information), (40, LogEventLevel.Warning), (50, LogEventLevel.Error), (60, LogEventLevel.Fatal)], 69, out level);
    }

    /// <summary>The first letter of a level, as loggers with short names write it.</summary>
    static bool TryParseLetter(ReadOnlySpan<byte> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (text.Length != 1) return false;
        switch (text[0] | 0x20)
        {
            case 't' or 'v': level = LogEventLevel.Verbose; return true;
            case 'd': level = LogEventLevel.Debug; return true;
            case 'i' or 'n': return true;
            case 'w': level = LogEventLevel.Warning; return true;
            case 'e': level = LogEventLevel.Error; return true;
            case 'f' or 'c': level = LogEventLevel.Fatal; return true;
            default: return false;
        }
    }

    /// <summary>A word between the escape sequences of a terminal's colours, which JSON escapes.</summary>
    static bool TryParseColoured(ReadOnlySpan<byte> text, bool escaped, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (!escaped || text.Length > TerminalColours.LongestText) return false;
        return LevelWords.TryParse(TerminalColours.Remove(JsonText.Read(text, true), stackalloc char[TerminalColours.LongestText]), out level);
    }

    static bool TryMap(int number, ReadOnlySpan<(int From, LogEventLevel Level)> scale, int last, out LogEventLevel level)
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
