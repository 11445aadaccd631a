using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A selector and a condition on the values that it finds.
sealed class SelectorCondition : ICondition<JsonElement>
{
    readonly Selector _selector;
    readonly Func<JsonElement, bool> _condition;
    readonly bool _wanted;

    SelectorCondition(Selector selector, Func<JsonElement, bool> condition, bool wanted = true)
    {
        _selector = selector;
        _condition = condition;
        _wanted = wanted;
    }

    // Only texts and numbers can be compared; a text that is not valid Unicode has no characters to compare.
    public static SelectorCondition Compare(Selector selector, Comparison comparison) => new(selector, value => value.ValueKind switch
    {
        JsonValueKind.String => comparison.Holds(JsonMembers.Text(value) ?? ""),
        JsonValueKind.Number => comparison.Holds(value.GetRawText()),
        _ => false,
    });

    // IS NULL, IS TRUE and IS FALSE.
    public static SelectorCondition Is(Selector selector, JsonValueKind kind) => new(selector, value => value.ValueKind == kind);

    public static SelectorCondition NotExists(Selector selector) => new(selector, static _ => true, wanted: false);

    public bool Holds(JsonElement subject) => _selector.Any(subject, _condition) == _wanted;
}
