using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>Reads messages that are not JSON: their text is the event's message, and what can be told of time and level is.</summary>
static class PlainTextReader
{
    /// <summary>Room for a time with nine digits of a second and an offset.</summary>
    const int LongestTime = 48;

    public static void Read(ReadOnlySpan<byte> utf8Message, EventDraft draft, EventOrigin? origin)
    {
        var text = Encoding.UTF8.GetString(utf8Message).TrimEnd('\r', '\n');
        Read(text, draft, origin);
    }

    public static void Read(string text, EventDraft draft, EventOrigin? origin)
    {
        if (LambdaLines.TryRead(text, draft, out var message))
        {
            text = message;
        }
        else
        {
            draft.Level = TextLevels.Find(text);
            if (Timestamps.TryParsePrefix(FirstBytes(text, stackalloc byte[LongestTime]), out var timestamp, out _, out var hasOffset) && hasOffset) draft.Timestamp = timestamp;
        }

        draft.Template = TemplateCache.Mark(PlainTemplate.Create(text), origin);
    }

    /// <summary>Enough of the text to hold a time.</summary>
    static ReadOnlySpan<byte> FirstBytes(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length > TerminalColours.LongestText) text = text[..TerminalColours.LongestText];
        Span<char> room = stackalloc char[TerminalColours.LongestText];
        Encoding.UTF8.GetEncoder().Convert(TerminalColours.Remove(text, room), bytes, flush: false, out _, out var written, out _);
        return bytes[..written];
    }
}
