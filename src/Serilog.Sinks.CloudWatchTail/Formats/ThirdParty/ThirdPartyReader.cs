using System.Text.Unicode;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>Reads the messages of other loggers: JSON objects, other JSON, and text.</summary>
sealed class ThirdPartyReader(PropertyValueReader values)
{
    readonly ThirdPartyJsonReader _objects = new(values);
    readonly LooseJsonReader _looseJson = new(values);

    /// <param name="members">The members of the JSON object that the message is, or null.</param>
    public void Read(ReadOnlySpan<byte> message, JsonMembers? members, EventDraft draft, EventOrigin? origin)
    {
        if (members != null) _objects.Read(message, members, draft, origin);
        else if (!Utf8.IsValid(message) || !_looseJson.TryRead(message, draft, origin)) PlainTextReader.Read(message, draft, origin);
    }
}
