using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats;

/// <summary>
/// Turns any message into an event. Holds bounded caches of templates, names and short values, so use one for each tail; not thread-safe.
/// </summary>
sealed partial class MessageReader
{
    /// <summary>A message in a message in a message is read; what is packed deeper stays text.</summary>
    const int MostLayers = 4;

    // By layer: a wrapper's members are still needed when the message in it has been read.
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
            // Nothing above is expected to throw, but a message is anybody's, and one that did must not stop the tail.
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

        var members = _members[_layer] ??= new();
        var isObject = members.TryIndex(message);
        if (isObject && TryReadOwn(message, members, origin)) return;

        var isRead = false;
        ReadThirdParty(message, isObject ? members : null, origin, ref isRead);
        if (!isRead) _draft.Template = TemplateCache.Mark(PlainTemplate.Create(Encoding.UTF8.GetString(message).TrimEnd('\r', '\n')), origin);
    }

    /// <summary>Reads what this package's formatters and Serilog's own write.</summary>
    bool TryReadOwn(ReadOnlySpan<byte> message, JsonMembers members, EventOrigin? origin)
    {
        if (_cloudWatchJson.TryBegin(message, members, _draft)) _cloudWatchJson.Read(message, members, _draft, origin);
        else if (ClefReader.TryBegin(message, members, _draft)) _clef.Read(message, members, _draft, origin);
        else if (_serilogJson.TryBegin(message, members, _draft)) _serilogJson.Read(message, members, _draft, origin);
        else return false;
        return true;
    }

    /// <summary>
    /// Reads everything else. The only link to the folder ThirdParty, which implements it: without that folder the call is compiled away, and a message
    /// of another logger is an event whose text it is.
    /// </summary>
    /// <param name="members">The members of the JSON object that the message is, or null.</param>
    partial void ReadThirdParty(ReadOnlySpan<byte> message, JsonMembers? members, EventOrigin? origin, ref bool isRead);

    static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;
}
