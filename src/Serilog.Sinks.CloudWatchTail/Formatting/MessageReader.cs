using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Turns any message into an event. Holds bounded caches of templates, names and short values, so use one for each tail; not thread-safe.
/// </summary>
sealed class MessageReader
{
    readonly JsonMembers _members = new();
    readonly EventDraft _draft = new();
    readonly CloudWatchJsonReader _cloudWatchJson;
    readonly ClefReader _clef;

    public MessageReader()
    {
        var values = new PropertyValueReader();
        var templates = new TemplateCache();
        _cloudWatchJson = new(values, templates);
        _clef = new(values, templates);
    }

    /// <summary>Reads a message. Never throws; what is no known format becomes an event with the message as its text.</summary>
    /// <param name="utf8Message">The message; bytes that are not UTF-8 are read as U+FFFD.</param>
    /// <param name="fallbackTimestamp">The event's time when the message says none.</param>
    /// <param name="origin">Where the message came from: the event's template carries it (<see cref="TailedMessageTemplate"/>). Null for none.</param>
    /// <param name="logEvent">The event; null only when the message is empty.</param>
    /// <returns>False only when the message is empty.</returns>
    public bool TryRead(ReadOnlySpan<byte> utf8Message, DateTimeOffset fallbackTimestamp, EventOrigin? origin, [NotNullWhen(true)] out LogEvent? logEvent)
    {
        logEvent = null;
        if (utf8Message.IsEmpty) return false;

        _draft.Begin(fallbackTimestamp);
        if (!Utf8.IsValid(utf8Message) || !_members.TryIndex(utf8Message))
        {
            ReadText(utf8Message, origin);
        }
        else if (ClefReader.Recognizes(utf8Message, _members))
        {
            _clef.Read(utf8Message, _members, _draft, origin);
        }
        else if (CloudWatchJsonReader.TryBegin(utf8Message, _members, _draft))
        {
            _cloudWatchJson.Read(utf8Message, _members, _draft, origin);
        }
        else
        {
            ReadText(utf8Message, origin);
        }

        logEvent = _draft.Build();
        return true;
    }

    void ReadText(ReadOnlySpan<byte> utf8Message, EventOrigin? origin)
    {
        var text = Encoding.UTF8.GetString(utf8Message).TrimEnd('\r', '\n');
        _draft.Template = TemplateCache.Mark(new(text.Replace("{", "{{").Replace("}", "}}"), [new TextToken(text)]), origin);
    }
}
