namespace Serilog.Sinks.CloudWatchTail.Json;

// Where a JSON value is in the message. A string's range excludes its quotes; Escaped tells that its bytes still contain escapes.
readonly record struct JsonRange(int Start, int Length, JsonKind Kind, bool Escaped)
{
    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> message) => message.Slice(Start, Length);
}
