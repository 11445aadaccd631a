using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads messages of other loggers: JSON objects, other JSON, and text.
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

    // message must be valid UTF-8. members are those of the message if it is a JSON object, otherwise null.
    public void Read(ReadOnlySpan<byte> message, JsonMembers? members, EventDraft draft, EventOrigin? origin)
    {
        if (members != null) _objects.Read(message, members, draft, origin);
        else if (!_looseJson.TryRead(message, draft, origin)) _text.Read(message, draft, origin);
    }
}
