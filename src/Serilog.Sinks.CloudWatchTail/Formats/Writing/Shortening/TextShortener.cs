using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Shortens a message that is not JSON: keeps its start and appends a mark with its original length.
static class TextShortener
{
    public static void Append(ReadOnlySpan<byte> text, int limit, Utf8Buffer output)
    {
        var mark = Encoding.UTF8.GetBytes($"… (truncated from {text.Length} bytes)");
        output.Append(text[..Utf8Cut.OfText(text, limit - mark.Length)]);
        output.Append(mark);
    }
}
