using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The body of a put. It is the only request of several megabytes, so it is read token by token, and each message is copied once, from the body into
// the array to be stored.
sealed class PutLogEventsInput
{
    readonly Violations _violations = new();
    readonly List<PendingEvent> _events = [];
    bool _eventsSeen;

    public string? LogGroupName { get; private set; }

    public string? LogStreamName { get; private set; }

    public JsonElement? Entity { get; private set; }

    public ReadOnlySpan<PendingEvent> Events => CollectionsMarshal.AsSpan(_events);

    public static PutLogEventsInput? Parse(ReadOnlySpan<byte> body, out ServiceError? error)
    {
        var input = new PutLogEventsInput();
        try
        {
            var reader = new Utf8JsonReader(body.Length > 0 ? body : "{}"u8);
            error = input.Read(ref reader) ?? input.Check();
        }
        catch (JsonException)
        {
            error = ServiceError.Serialization("The request's body is not valid JSON.");
        }

        return error is null ? input : null;
    }

    ServiceError? Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Unexpected();
        ServiceError? error = null;
        while (error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonMembers.IsAt(ref reader, "logEvents"u8)) error = ReadEvents(ref reader);
            else if (JsonMembers.IsAt(ref reader, "logGroupName"u8)) LogGroupName = Text(ref reader, ref error);
            else if (JsonMembers.IsAt(ref reader, "logStreamName"u8)) LogStreamName = Text(ref reader, ref error);
            else if (JsonMembers.IsAt(ref reader, "sequenceToken"u8)) CheckSequenceToken(Text(ref reader, ref error));
            else if (JsonMembers.IsAt(ref reader, "entity"u8)) Entity = ReadEntity(ref reader, ref error);
            else Skip(ref reader);
        }

        // Reads on after the document, because a second document is an error.
        if (error is null) while (reader.Read()) { }
        return error;
    }

    ServiceError? ReadEvents(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartArray) return Unexpected();
        _eventsSeen = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject) return Unexpected();
            if (ReadEvent(ref reader) is { } error) return error;
        }

        return null;
    }

    ServiceError? ReadEvent(ref Utf8JsonReader reader)
    {
        long? timestamp = null;
        byte[]? message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonMembers.IsAt(ref reader, "timestamp"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null) continue;
                if (reader.TokenType != JsonTokenType.Number) return Wrong(reader.TokenType, "a Long");
                timestamp = reader.TryGetInt64(out var whole) ? whole : (long)reader.GetDouble();
            }
            else if (JsonMembers.IsAt(ref reader, "message"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null) continue;
                if (reader.TokenType != JsonTokenType.String) return Wrong(reader.TokenType, "a String");
                message = JsonText.Read(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }

        Check(timestamp, message);
        _events.Add(new(timestamp ?? 0, message ?? []));
        return null;
    }

    void Check(long? timestamp, byte[]? message)
    {
        if (_violations.IsFull || (timestamp >= 0 && message?.Length > 0)) return;
        var member = $"logEvents.{_events.Count + 1}.member";
        if (timestamp is null) _violations.Add(null, $"{member}.timestamp", Constraint.NotNull);
        if (timestamp < 0) _violations.Add(timestamp.ToString(), $"{member}.timestamp", Constraint.ValueAtLeast(0));
        if (message is null) _violations.Add(null, $"{member}.message", Constraint.NotNull);
        if (message is { Length: 0 }) _violations.Add("", $"{member}.message", Constraint.LengthAtLeast(1));
    }

    ServiceError? Check()
    {
        CheckName(LogGroupName, "logGroupName", Shapes.LogGroupName);
        CheckName(LogStreamName, "logStreamName", Shapes.LogStreamName);
        if (!_eventsSeen) _violations.Add(null, "logEvents", Constraint.NotNull);
        else if (_events.Count == 0) _violations.Add("[]", "logEvents", Constraint.LengthAtLeast(1));
        else if (_events.Count > PutLogEventsLimits.BatchEvents)
        {
            _violations.Add($"[{_events.Count} events]", "logEvents", Constraint.LengthAtMost(PutLogEventsLimits.BatchEvents));
        }

        return _violations.Any ? _violations.ToError() : null;
    }

    void CheckName(string? value, string member, StringShape shape)
    {
        if (value is null) _violations.Add(null, member, Constraint.NotNull);
        else foreach (var constraint in shape.Violations(value)) _violations.Add(value, member, constraint);
    }

    void CheckSequenceToken(string? token)
    {
        if (token is "") _violations.Add("", "sequenceToken", Constraint.LengthAtLeast(1));
    }

    static JsonElement? ReadEntity(ref Utf8JsonReader reader, ref ServiceError? error)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            error = Unexpected();
            return null;
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Clone();
    }

    static string? Text(ref Utf8JsonReader reader, ref ServiceError? error)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String) return Encoding.UTF8.GetString(JsonText.Read(ref reader));
        error = Wrong(reader.TokenType, "a String");
        return null;
    }

    static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    static ServiceError Unexpected() => ServiceError.Serialization("Start of structure or map found where not expected.");

    static ServiceError Wrong(JsonTokenType found, string expected) => ServiceError.Serialization(found switch
    {
        JsonTokenType.Number => $"NUMBER_VALUE can not be converted to {expected}",
        JsonTokenType.String => $"STRING_VALUE can not be converted to {expected}",
        JsonTokenType.True => $"TRUE_VALUE can not be converted to {expected}",
        JsonTokenType.False => $"FALSE_VALUE can not be converted to {expected}",
        _ => "Start of structure or map found where not expected.",
    });
}
