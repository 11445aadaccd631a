namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

/// <summary>One step of a selector: a property, an element, or any of them.</summary>
readonly record struct SelectorStep(string? Property, int? Index)
{
    /// <summary><c>.*</c>: any property of an object.</summary>
    public static SelectorStep AnyProperty { get; } = new(null, null);

    /// <summary><c>[*]</c>: any element of an array.</summary>
    public static SelectorStep AnyElement { get; } = new(null, -1);

    public bool IsWildcard => this == AnyProperty || this == AnyElement;
}
