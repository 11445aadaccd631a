using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

// A fault as a button of the page orders it.
sealed record FaultOrder(string Kind, string Operation, int Count, double Seconds)
{
    const int CountLimit = 1_000;
    const double SecondsLimit = 600;
    const double DefaultSeconds = 5;

    public static readonly IReadOnlyList<string> Kinds = ["throttle", "fail", "delay", "cut", "reset"];

    // What a program does; the administration of groups is of no interest here.
    public static readonly IReadOnlyList<string> Operations =
    [
        "PutLogEvents", "StartLiveTail", "FilterLogEvents", "GetLogEvents", "CreateLogGroup", "CreateLogStream", "DescribeLogGroups", "DescribeLogStreams", "PutRetentionPolicy",
    ];

    // Returns null if a member is wrong.
    public static FaultOrder? Read(JsonElement body, out string? error)
    {
        var kind = TextOf(body, "kind");
        var operation = TextOf(body, "operation") ?? "PutLogEvents";
        var (count, seconds) = (1, DefaultSeconds);
        error = null;
        if (kind is null || !Kinds.Contains(kind)) error = $"kind must be one of {string.Join(", ", Kinds)}.";
        else if (!Operations.Contains(operation)) error = $"operation must be one of {string.Join(", ", Operations)}.";
        else if (body.TryGetProperty("count", out var number) && !(number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out count) && count is >= 1 and <= CountLimit))
            error = $"count must be a number from 1 to {CountLimit}.";
        else if (body.TryGetProperty("seconds", out var time) && !(time.ValueKind == JsonValueKind.Number && time.TryGetDouble(out seconds) && seconds is > 0 and <= SecondsLimit))
            error = $"seconds must be a number above 0, at most {SecondsLimit}.";
        return error is null ? new(kind!, operation, count, seconds) : null;
    }

    static string? TextOf(JsonElement body, string name) => body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
