using System.Diagnostics.CodeAnalysis;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Turns any message into an event. Holds bounded caches of templates, names and short values, so use one for each tail; not thread-safe.
/// </summary>
sealed class MessageReader
{
    readonly List<JsonMember> _members = [];
    readonly EventDraft _draft = new();

    public PropertyValueReader Values { get; } = new();

    public TemplateCache Templates { get; } = new();

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
        if (System.Text.Unicode.Utf8.IsValid(utf8Message) && TryIndex(utf8Message) && ClefReader.Recognizes(utf8Message, _members))
        {
            ClefReader.Read(utf8Message, _members, this, _draft, origin);
        }
        else
        {
            var text = Encoding.UTF8.GetString(utf8Message).TrimEnd('\r', '\n');
            _draft.Template = TemplateCache.Mark(new(text.Replace("{", "{{").Replace("}", "}}"), [new TextToken(text)]), origin);
        }

        logEvent = _draft.Build();
        return true;
    }

    /// <summary>Finds the members of the object that the message is.</summary>
    bool TryIndex(ReadOnlySpan<byte> message)
    {
        _members.Clear();
        var scanner = new JsonScanner(message);
        if (!scanner.TryOpen((byte)'{')) return false;
        if (scanner.TryClose((byte)'}')) return scanner.AtEnd;
        while (scanner.TryReadMember(out var member, 1))
        {
            _members.Add(member);
            switch (scanner.MoveNext((byte)'}'))
            {
                case false: return scanner.AtEnd;
                case null: return false;
            }
        }

        return false;
    }
}
