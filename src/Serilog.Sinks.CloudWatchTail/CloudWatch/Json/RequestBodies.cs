using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>The bodies of all requests but puts, which come finished.</summary>
static class RequestBodies
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8Buffer body, CreateLogGroupRequest request)
    {
        using var json = Begin(body);
        json.WriteString("logGroupName"u8, request.LogGroupName);
        WriteIfSet(json, "logGroupClass"u8, request.LogGroupClass);
        WriteIfSet(json, "kmsKeyId"u8, request.KmsKeyId);
        if (request.Tags is { Count: > 0 } tags)
        {
            json.WriteStartObject("tags"u8);
            foreach (var (name, value) in tags) json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8Buffer body, CreateLogStreamRequest request)
    {
        using var json = Begin(body);
        json.WriteString("logGroupName"u8, request.LogGroupName);
        json.WriteString("logStreamName"u8, request.LogStreamName);
        json.WriteEndObject();
    }

    public static void Write(Utf8Buffer body, PutRetentionPolicyRequest request)
    {
        using var json = Begin(body);
        json.WriteString("logGroupName"u8, request.LogGroupName);
        json.WriteNumber("retentionInDays"u8, request.RetentionInDays);
        json.WriteEndObject();
    }

    public static void Write(Utf8Buffer body, DescribeLogGroupsRequest request)
    {
        using var json = Begin(body);
        WriteIfSet(json, "logGroupNamePrefix"u8, request.LogGroupNamePrefix);
        WriteIfSet(json, "nextToken"u8, request.NextToken);
        json.WriteNumber("limit"u8, request.Limit);
        json.WriteEndObject();
    }

    public static void Write(Utf8Buffer body, DescribeLogStreamsRequest request)
    {
        using var json = Begin(body);
        json.WriteString("logGroupIdentifier"u8, request.LogGroupIdentifier);
        WriteIfSet(json, "logStreamNamePrefix"u8, request.LogStreamNamePrefix);
        if (request.NewestFirst)
        {
            json.WriteString("orderBy"u8, "LastEventTime"u8);
            json.WriteBoolean("descending"u8, true);
        }

        WriteIfSet(json, "nextToken"u8, request.NextToken);
        json.WriteNumber("limit"u8, request.Limit);
        json.WriteEndObject();
    }

    public static void Write(Utf8Buffer body, FilterLogEventsRequest request)
    {
        using var json = Begin(body);
        json.WriteString("logGroupIdentifier"u8, request.LogGroupIdentifier);
        if (request.StartTime is { } startTime) json.WriteNumber("startTime"u8, startTime);
        if (request.EndTime is { } endTime) json.WriteNumber("endTime"u8, endTime);
        WriteIfAny(json, "logStreamNames"u8, request.LogStreamNames);
        WriteIfSet(json, "logStreamNamePrefix"u8, request.LogStreamNamePrefix);
        WriteIfSet(json, "filterPattern"u8, request.FilterPattern);
        WriteIfSet(json, "nextToken"u8, request.NextToken);
        if (request.Limit is { } limit) json.WriteNumber("limit"u8, limit);
        if (request.NewestFirst) json.WriteBoolean("startFromHead"u8, false);
        json.WriteEndObject();
    }

    public static void Write(Utf8Buffer body, StartLiveTailRequest request)
    {
        using var json = Begin(body);
        WriteIfAny(json, "logGroupIdentifiers"u8, request.LogGroupIdentifiers);
        WriteIfAny(json, "logStreamNames"u8, request.LogStreamNames);
        WriteIfAny(json, "logStreamNamePrefixes"u8, request.LogStreamNamePrefixes);
        WriteIfSet(json, "logEventFilterPattern"u8, request.LogEventFilterPattern);
        json.WriteEndObject();
    }

    static Utf8JsonWriter Begin(Utf8Buffer body)
    {
        var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        return json;
    }

    static void WriteIfSet(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string>? values)
    {
        if (values is not { Count: > 0 }) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
