using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats;

// Passes other loggers' messages to ThirdParty, and takes back the messages nested in them.
sealed partial class MessageReader
{
    // By layer, like the members.
    readonly ThirdPartyReader?[] _thirdParty = new ThirdPartyReader?[MostLayers];

    partial void ReadThirdParty(ReadOnlySpan<byte> message, JsonMembers? members, EventOrigin? origin, ref bool isRead)
    {
        var reader = _thirdParty[_layer] ??= new(_values, ReadInner);
        reader.Read(message, members, _draft, origin);
        isRead = true;
    }

    bool ReadInner(ReadOnlySpan<byte> message, EventOrigin? origin)
    {
        if (_layer == MostLayers - 1) return false;
        _layer++;
        Read(message, origin);
        _layer--;
        return true;
    }
}
