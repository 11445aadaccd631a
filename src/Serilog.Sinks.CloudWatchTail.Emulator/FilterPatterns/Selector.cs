using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A path into a JSON message, such as $.users[0].email.
sealed class Selector(IReadOnlyList<SelectorStep> steps)
{
    // The service's limit on the wildcards of one selector.
    public const int WildcardLimit = 1;

    public int Wildcards => steps.Count(s => s.IsWildcard);

    // Returns whether the condition holds for any value that the selector finds.
    public bool Any(JsonElement root, Func<JsonElement, bool> condition) => Any(root, 0, condition);

    bool Any(JsonElement value, int depth, Func<JsonElement, bool> condition)
    {
        if (depth == steps.Count) return condition(value);
        var step = steps[depth];
        if (step == SelectorStep.AnyProperty)
        {
            return value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any(p => Any(p.Value, depth + 1, condition));
        }

        if (step == SelectorStep.AnyElement)
        {
            return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(e => Any(e, depth + 1, condition));
        }

        if (step.Index is { } index)
        {
            return value.ValueKind == JsonValueKind.Array && index < value.GetArrayLength() && Any(value[index], depth + 1, condition);
        }

        return value.ValueKind == JsonValueKind.Object
               && JsonMembers.TryGet(value, step.Property!, out var property)
               && Any(property, depth + 1, condition);
    }
}
