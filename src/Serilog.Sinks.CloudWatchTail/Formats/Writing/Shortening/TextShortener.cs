using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

/// <summary>Shortens a message that is not JSON: its start is kept, and a mark says how long it was.</summary>
static class TextShortener
{
    public static void Append(ReadOnlySpan<byte> text, int limit, Utf8Buffer output)
    {
        var mark = Encoding.UTF8.GetBytes($"… (truncated from {text.Length} bytes)");
        output.Append(text[..Utf8Cut.OfText(text, limit - mark.Length)]);
        output.Append(mark);
    }
}
