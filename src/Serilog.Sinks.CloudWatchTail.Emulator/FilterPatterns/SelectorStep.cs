namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// One step of a selector: a property, an element, or any of them.
readonly record struct SelectorStep(string? Property, int? Index)
{
    // .*: any property of an object.
    public static SelectorStep AnyProperty { get; } = new(null, null);

    // [*]: any element of an array.
    public static SelectorStep AnyElement { get; } = new(null, -1);

    public bool IsWildcard => this == AnyProperty || this == AnyElement;
}
