using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A pattern for messages that are one JSON object.
sealed class JsonPattern(ICondition<JsonElement> condition) : FilterPattern
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    public override bool Matches(byte[] message)
    {
        // The first character reveals most messages that are not JSON, which costs less than an exception.
        if (message.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]) return false;
        try
        {
            using var document = JsonDocument.Parse(message, Options);
            return condition.Holds(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
