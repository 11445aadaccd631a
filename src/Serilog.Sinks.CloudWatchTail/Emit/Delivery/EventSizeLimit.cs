using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>Reads from a refusal how large an event may be. The text is the only place where the service says that of this account and region.</summary>
static partial class EventSizeLimit
{
    /// <param name="messageBytes">What the limit leaves for the message.</param>
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
