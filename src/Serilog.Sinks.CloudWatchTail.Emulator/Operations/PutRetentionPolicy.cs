using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class PutRetentionPolicy(LogStore store) : Operation
{
    // The service's closed list.
    static readonly int[] Days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public override string Name => "PutRetentionPolicy";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName, required: true);
        var days = input.Int("retentionInDays", required: true);
        if (input.Error is { } error) return error;
        if (!Days.Contains(days!.Value))
        {
            var violations = new Violations();
            violations.Add(days.Value.ToString(), "retentionInDays", $"Member must satisfy enum value set: [{string.Join(", ", Days)}]");
            return violations.ToError();
        }

        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name!, out var group)) return ServiceError.LogGroupNotFound;
            group.RetentionInDays = days;
            return null;
        }
    }
}
