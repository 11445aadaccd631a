using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The levels in other loggers' JSON. Words take precedence over numbers, because one logger's debug is another's alert.
sealed class ThirdPartyLevels
{
    // The longest word for a level, including what some loggers put around it.
    const int Longest = 64;

    readonly JsonMembers _members = new();

    public bool TryRead(ReadOnlySpan<byte> message, JsonMembers members, RoleCandidates candidates, EventDraft draft)
    {
        foreach (ref readonly var candidate in candidates.Of(MemberRole.Level))
        {
            if (!TryReadWord(message, members, candidate, out var level, out var isWhole)) continue;
            draft.Level = level;
            if (isWhole) candidates.Take(candidate);
            return true;
        }

        foreach (ref readonly var candidate in candidates.Of(MemberRole.Level))
        {
            if (!LevelNumbers.TryRead(message, members, candidate, out var level)) continue;
            draft.Level = level;
            candidates.Take(candidate);
            return true;
        }

        return false;
    }

    bool TryReadWord(ReadOnlySpan<byte> message, JsonMembers members, in Candidate candidate, out LogEventLevel level, out bool isWhole)
    {
        level = LogEventLevel.Information;
        isWhole = false;
        if (candidate.Value.Kind == JsonKind.Object) return TryReadObject(candidate.Value.Of(message), out level);
        if (candidate.Value.Kind != JsonKind.String || !IsLevel(message, members, candidate.Name)) return false;
        return TryReadText(candidate.Value.Of(message), candidate.Value.Escaped, out level, out isWhole);
    }

    // A level with its name and its number: loguru, log4js, OpenTelemetry.
    bool TryReadObject(ReadOnlySpan<byte> json, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (!_members.TryIndex(json)) return false;
        foreach (var name in (string[])["name", "levelStr", "text", "label", "level", "standardLevel", "value"])
        {
            if (_members.TryFind(json, Encoding.UTF8.GetBytes(name), JsonKind.String, out var word) && TryReadText(word.Of(json), word.Escaped, out level, out _)) return true;
        }

        return _members.TryFind(json, "number"u8, JsonKind.Number, out var number) && LevelNumbers.TryReadOpenTelemetry(number.Of(json), out level);
    }

    static bool TryReadText(ReadOnlySpan<byte> text, bool escaped, out LogEventLevel level, out bool isWhole)
    {
        isWhole = true;
        if (LevelWords.TryParse(text, out level))
        {
            isWhole = !LevelWords.IsCut(text);
            return true;
        }

        if (text.IsEmpty || text.Length > Longest) return false;
        var decoded = TerminalColours.Remove(JsonText.Read(text, escaped), stackalloc char[TerminalColours.LongestText]);
        return LevelShapes.TryParse(decoded, out level, out isWhole);
    }

    // MongoDB writes its severity as "s", beside component and context; MySQL as "label", beside its number and subsystem.
    static bool IsLevel(ReadOnlySpan<byte> message, JsonMembers members, string name) => name switch
    {
        "s" => members.TryFind(message, "c"u8, JsonKind.String, out _) && members.TryFind(message, "ctx"u8, JsonKind.String, out _),
        "label" => members.TryFind(message, "prio"u8, JsonKind.Number, out _) && members.TryFind(message, "subsystem"u8, JsonKind.String, out _),
        _ => true
    };
}
