using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>
/// Reads the answers' bodies. Members that are not known are skipped. A success counts only if it is the service's: one JSON object and nothing
/// else, which names no error. What stands between this machine and the service answers 200 with many other things.
/// </summary>
/// <exception cref="JsonException">The body is not what the service sends.</exception>
static class ResponseBodies
{
    public static PutLogEventsResponse ReadPutLogEvents(ReadOnlySpan<byte> body)
    {
        // The answer to nearly every put.
        if (body.SequenceEqual("{}"u8)) return PutLogEventsResponse.AllStored;

        var response = PutLogEventsResponse.AllStored;
        var reader = Begin(body);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("rejectedLogEventsInfo"u8))
            {
                if (!EnterObject(ref reader)) continue;
                while (NextMember(ref reader))
                {
                    if (reader.ValueTextEquals("tooNewLogEventStartIndex"u8))
                        response = response with { TooNewLogEventStartIndex = ReadIndex(ref reader) };
                    else if (reader.ValueTextEquals("tooOldLogEventEndIndex"u8))
                        response = response with { TooOldLogEventEndIndex = ReadIndex(ref reader) };
                    else if (reader.ValueTextEquals("expiredLogEventEndIndex"u8))
                        response = response with { ExpiredLogEventEndIndex = ReadIndex(ref reader) };
                    else
                        reader.Skip();
                }
            }
            else if (reader.ValueTextEquals("rejectedEntityInfo"u8))
            {
                if (!EnterObject(ref reader)) continue;
                while (NextMember(ref reader))
                {
                    if (reader.ValueTextEquals("errorType"u8))
                        response = response with { RejectedEntityErrorType = ReadString(ref reader) };
                    else
                        reader.Skip();
                }
            }
            else
            {
                SkipUnknown(ref reader);
            }
        }

        End(ref reader);
        return response;
    }

    /// <summary>The answer to a call that returns nothing: an empty body, or an object.</summary>
    public static bool ReadNothing(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return true;
        var reader = Begin(body);
        while (NextMember(ref reader)) SkipUnknown(ref reader);
        End(ref reader);
        return true;
    }

    public static DescribeLogGroupsResponse ReadDescribeLogGroups(ReadOnlySpan<byte> body)
    {
        var groups = new List<LogGroupDescription>();
        string? nextToken = null;
        var reader = Begin(body);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("nextToken"u8)) nextToken = ReadString(ref reader);
            else if (reader.ValueTextEquals("logGroups"u8) && EnterArray(ref reader))
                while (NextObject(ref reader)) groups.Add(ReadLogGroup(ref reader));
            else SkipUnknown(ref reader);
        }

        End(ref reader);

        return new DescribeLogGroupsResponse(groups, nextToken);
    }

    static LogGroupDescription ReadLogGroup(ref Utf8JsonReader reader)
    {
        string? name = null, arn = null, logGroupArn = null, logGroupClass = null, kmsKeyId = null;
        long? retentionInDays = null, storedBytes = null, creationTime = null;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("logGroupName"u8)) name = ReadString(ref reader);
            else if (reader.ValueTextEquals("arn"u8)) arn = ReadString(ref reader);
            else if (reader.ValueTextEquals("logGroupArn"u8)) logGroupArn = ReadString(ref reader);
            else if (reader.ValueTextEquals("logGroupClass"u8)) logGroupClass = ReadString(ref reader);
            else if (reader.ValueTextEquals("kmsKeyId"u8)) kmsKeyId = ReadString(ref reader);
            else if (reader.ValueTextEquals("retentionInDays"u8)) retentionInDays = ReadLong(ref reader);
            else if (reader.ValueTextEquals("storedBytes"u8)) storedBytes = ReadLong(ref reader);
            else if (reader.ValueTextEquals("creationTime"u8)) creationTime = ReadLong(ref reader);
            else reader.Skip();
        }

        // "arn" is the older form, with a trailing ":*" that Live Tail does not take.
        logGroupArn ??= arn is not null && arn.EndsWith(":*", StringComparison.Ordinal) ? arn[..^2] : arn;
        if (name is null || logGroupArn is null) throw new JsonException("A log group without a name or an ARN.");
        return new LogGroupDescription(name, logGroupArn, logGroupClass)
        {
            RetentionInDays = (int?)retentionInDays,
            StoredBytes = storedBytes,
            CreationTime = creationTime,
            KmsKeyId = kmsKeyId,
        };
    }

    public static DescribeLogStreamsResponse ReadDescribeLogStreams(ReadOnlySpan<byte> body)
    {
        var streams = new List<LogStreamDescription>();
        string? nextToken = null;
        var reader = Begin(body);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("nextToken"u8)) nextToken = ReadString(ref reader);
            else if (reader.ValueTextEquals("logStreams"u8) && EnterArray(ref reader))
                while (NextObject(ref reader)) streams.Add(ReadLogStream(ref reader));
            else reader.Skip();
        }

        return new DescribeLogStreamsResponse(streams, nextToken);
    }

    static LogStreamDescription ReadLogStream(ref Utf8JsonReader reader)
    {
        string? name = null;
        long? creationTime = null, first = null, last = null;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("logStreamName"u8)) name = ReadString(ref reader);
            else if (reader.ValueTextEquals("creationTime"u8)) creationTime = ReadLong(ref reader);
            else if (reader.ValueTextEquals("firstEventTimestamp"u8)) first = ReadLong(ref reader);
            else if (reader.ValueTextEquals("lastEventTimestamp"u8)) last = ReadLong(ref reader);
            else reader.Skip();
        }

        return name is null ? throw new JsonException("A log stream without a name.") : new LogStreamDescription(name, creationTime, first, last);
    }

    public static Utf8JsonReader Begin(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Not a JSON object.");
        return reader;
    }

    /// <summary>Nothing may follow the object.</summary>
    static void End(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw new JsonException("The object does not end with the body.");
    }

    /// <summary>Skips a member of the answer itself, unless it says that the answer is an error after all.</summary>
    static void SkipUnknown(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("__type"u8)) throw NamesAnError();
        reader.Skip();
    }

    public static JsonException NamesAnError() => new("It names an error.");

    /// <summary>Goes to the next member's name, or past the end of the object.</summary>
    public static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes into the next object of an array, or past the end of the array.</summary>
    public static bool NextObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw new JsonException("An array holds something else than objects."),
        };
    }

    /// <summary>Goes into the member's value if it is an object, past it if it is null.</summary>
    public static bool EnterObject(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartObject);

    public static bool EnterArray(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartArray);

    static bool Enter(ref Utf8JsonReader reader, JsonTokenType start)
    {
        reader.Read();
        if (reader.TokenType == start) return true;
        if (reader.TokenType == JsonTokenType.Null) return false;
        throw new JsonException("A member's value is of another kind than the service's.");
    }

    public static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    static long? ReadLong(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
    }

    static int? ReadIndex(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt32();
    }
}
