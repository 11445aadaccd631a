using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>Reads the messages of other loggers: JSON objects, other JSON, and text.</summary>
sealed class ThirdPartyReader
{
    readonly ThirdPartyJsonReader _objects;
    readonly LooseJsonReader _looseJson;
    readonly PlainTextReader _text;

    public ThirdPartyReader(PropertyValueReader values, InnerReader inner)
    {
        _text = new(inner);
        _objects = new(values, _text, inner);
        _looseJson = new(values, _text);
    }

    /// <param name="message">Text in valid UTF-8.</param>
    /// <param name="members">The members of the JSON object that the message is, or null.</param>
    public void Read(ReadOnlySpan<byte> message, JsonMembers? members, EventDraft draft, EventOrigin? origin)
    {
        if (members != null) _objects.Read(message, members, draft, origin);
        else if (!_looseJson.TryRead(message, draft, origin)) _text.Read(message, draft, origin);
    }
}
