using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Reads the event size limit from a refusal, whose text is the only place where the service states it for this account and region.
static partial class EventSizeLimit
{
    // messageBytes is what the limit leaves for the message.
    public static bool TryRead(CloudWatchLogsException error, out int messageBytes)
    {
        messageBytes = 0;
        var match = EventTooLarge().Match(error.Message);
        if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)) return false;
        messageBytes = limit - PutLogEventsLimits.BytesPerEvent;
        return messageBytes >= PutLogEventsLimits.LeastMessageBytes;
    }

    [GeneratedRegex("Log event too large: [0-9]+ bytes exceeds limit of ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex EventTooLarge();
}
