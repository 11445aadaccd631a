namespace Serilog.Sinks.CloudWatchTail.Json;

// Where a JSON value stands in the message. A string's range is its inside, without the quotes.
// Escaped: The string has escapes, so that its bytes are not its text.
readonly record struct JsonRange(int Start, int Length, JsonKind Kind, bool Escaped)
{
    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> message) => message.Slice(Start, Length);
}
