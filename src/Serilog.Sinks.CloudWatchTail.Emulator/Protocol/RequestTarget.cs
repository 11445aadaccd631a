using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Finds the group and stream that a body names, whatever the operation.
static class RequestTarget
{
    public static (string? LogGroupName, string? LogStreamName) Read(ReadOnlySpan<byte> body)
    {
        string? group = null, stream = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isGroup = JsonMembers.IsAt(ref reader, "logGroupName"u8) || JsonMembers.IsAt(ref reader, "logGroupIdentifier"u8);
                var isStream = !isGroup && JsonMembers.IsAt(ref reader, "logStreamName"u8);
                reader.Read();
                if (isGroup && reader.TokenType == JsonTokenType.String) group = reader.GetString();
                else if (isStream && reader.TokenType == JsonTokenType.String) stream = reader.GetString();
                else reader.Skip();
                if (group is not null && stream is not null) break;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The operation itself reports what is wrong with the body.
        }

        return (group, stream);
    }
}
