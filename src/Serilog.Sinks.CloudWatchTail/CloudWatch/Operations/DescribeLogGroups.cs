using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed class DescribeLogGroups() : ServiceOperation<DescribeLogGroupsRequest, DescribeLogGroupsResponse>("DescribeLogGroups")
{
    public static readonly DescribeLogGroups Instance = new();

    public override void Write(Utf8Buffer body, DescribeLogGroupsRequest request)
    {
        using var json = RequestJson.Begin(body);
        RequestJson.WriteIfSet(json, "logGroupNamePrefix"u8, request.LogGroupNamePrefix);
        RequestJson.WriteIfSet(json, "nextToken"u8, request.NextToken);
        json.WriteNumber("limit"u8, request.Limit);
        if (request.IncludeLinkedAccounts) json.WriteBoolean("includeLinkedAccounts"u8, true);
        json.WriteEndObject();
    }

    public override DescribeLogGroupsResponse Read(ReadOnlySpan<byte> body)
    {
        var groups = new List<LogGroupDescription>();
        string? nextToken = null;
        var reader = ResponseJson.Begin(body);
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("nextToken"u8)) nextToken = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("logGroups"u8) && ResponseJson.EnterArray(ref reader))
                while (ResponseJson.NextObject(ref reader)) groups.Add(ReadLogGroup(ref reader));
            else ResponseJson.SkipUnknown(ref reader);
        }

        ResponseJson.End(ref reader);
        return new DescribeLogGroupsResponse(groups, nextToken);
    }

    static LogGroupDescription ReadLogGroup(ref Utf8JsonReader reader)
    {
        string? name = null, arn = null, logGroupArn = null, logGroupClass = null, kmsKeyId = null;
        long? retentionInDays = null, storedBytes = null, creationTime = null;
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("logGroupName"u8)) name = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("arn"u8)) arn = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("logGroupArn"u8)) logGroupArn = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("logGroupClass"u8)) logGroupClass = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("kmsKeyId"u8)) kmsKeyId = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("retentionInDays"u8)) retentionInDays = ResponseJson.ReadInteger(ref reader);
            else if (reader.ValueTextEquals("storedBytes"u8)) storedBytes = ResponseJson.ReadInteger(ref reader);
            else if (reader.ValueTextEquals("creationTime"u8)) creationTime = ResponseJson.ReadInteger(ref reader);
            else reader.Skip();
        }

        // "arn" is the older form. It ends with ":*", which Live Tail refuses.
        logGroupArn ??= arn is not null && arn.EndsWith(":*", StringComparison.Ordinal) ? arn[..^2] : arn;
        if (name is null || logGroupArn is null) throw new JsonException("A log group has no name or no ARN.");
        return new LogGroupDescription(name, logGroupArn, logGroupClass)
        {
            RetentionInDays = (int?)retentionInDays,
            StoredBytes = storedBytes,
            CreationTime = creationTime,
            KmsKeyId = kmsKeyId,
        };
    }
}
