using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats;

// Turns any message into an event. Holds bounded caches of templates, names and short values, so each tail should have its own; not thread-safe.
sealed partial class MessageReader
{
    // The depth to which messages nested in messages are read; deeper ones stay text.
    const int MostLayers = 4;

    // By layer, because a wrapper's members are still needed after its inner message has been read.
    readonly JsonMembers?[] _members = new JsonMembers?[MostLayers];
    readonly EventDraft _draft = new();
    readonly PropertyValueReader _values = new();
    readonly CloudWatchJsonReader _cloudWatchJson;
    readonly ClefReader _clef;
    readonly SerilogJsonReader _serilogJson;

    int _layer;

    public MessageReader()
    {
        var templates = new TemplateCache();
        _cloudWatchJson = new(_values, templates);
        _clef = new(_values, templates);
        _serilogJson = new(_values, templates);
    }

    // Reads a message. Never throws; a message of no known format becomes an event with the message as its text. Invalid UTF-8 is read as U+FFFD. The
    // fallback time applies if the message contains none. origin, which may be null, is attached to the event's template (TailedMessageTemplate).
    // Returns false only if the message is empty.
    public bool TryRead(ReadOnlySpan<byte> utf8Message, DateTimeOffset fallbackTimestamp, EventOrigin? origin, [NotNullWhen(true)] out LogEvent? logEvent)
    {
        logEvent = null;
        if (utf8Message.IsEmpty) return false;

        try
        {
            _values.Begin();
            _draft.Begin(fallbackTimestamp);
            _layer = 0;
            Read(utf8Message, origin);
            logEvent = _draft.Build();
        }
        catch (Exception ex)
        {
            // Nothing above is expected to throw, but a message may contain anything, and an exception must not stop the tail.
            SelfLog.WriteLine("A log message could not be read as more than its text: {0}", ex);
            _draft.Begin(fallbackTimestamp);
            _draft.Template = TemplateCache.Mark(PlainTemplate.Create(Encoding.UTF8.GetString(utf8Message)), origin);
            logEvent = _draft.Build();
        }

        return true;
    }

    void Read(ReadOnlySpan<byte> message, EventOrigin? origin)
    {
        if (!message.IsEmpty && message[0] == ByteOrderMark[0] && message.Length > ByteOrderMark.Length && message.StartsWith(ByteOrderMark)) message = message[ByteOrderMark.Length..];
        if (!Utf8.IsValid(message)) message = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message));

        var members = _members[_layer] ??= new(SerilogJsonReader.Properties);
        var isObject = members.TryIndex(message);
        if (isObject && TryReadOwn(message, members, origin)) return;

        var isRead = false;
        ReadThirdParty(message, isObject ? members : null, origin, ref isRead);
        if (!isRead) _draft.Template = TemplateCache.Mark(PlainTemplate.Create(Encoding.UTF8.GetString(message).TrimEnd('\r', '\n')), origin);
    }

    // Reads the formats of this package and of Serilog itself.
    bool TryReadOwn(ReadOnlySpan<byte> message, JsonMembers members, EventOrigin? origin)
    {
        if (_cloudWatchJson.TryBegin(message, members, _draft)) _cloudWatchJson.Read(message, members, _draft, origin);
        else if (ClefReader.TryBegin(message, members, _draft)) _clef.Read(message, members, _draft, origin);
        else if (_serilogJson.TryBegin(message, members, _draft)) _serilogJson.Read(message, members, _draft, origin);
        else return false;
        return true;
    }

    // Reads everything else. This is the only link to the folder ThirdParty, which implements it: without that folder the call is compiled away, and
    // a message of another logger becomes an event with the message as its text. members are those of the message if it is a JSON object, otherwise
    // null.
    partial void ReadThirdParty(ReadOnlySpan<byte> message, JsonMembers? members, EventOrigin? origin, ref bool isRead);

    static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;
}
