using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

namespace Serilog.Sinks.CloudWatchTail.Formats;

/// <content>Hands the messages of other loggers to the folder ThirdParty.</content>
sealed partial class MessageReader
{
    ThirdPartyReader? _thirdParty;

    partial void ReadThirdParty(ReadOnlySpan<byte> message, bool isObject, EventOrigin? origin, ref bool isRead)
    {
        _thirdParty ??= new(_values);
        _thirdParty.Read(message, isObject ? _members : null, _draft, origin);
        isRead = true;
    }
}
