namespace Serilog.Sinks.CloudWatchTail.Json;

// A text in UTF-8 as it was written: its bytes, with the escapes of the string around them if it was written for the inside of one, and its own
// length, without these.
readonly ref struct WrittenText
{
    public WrittenText(ReadOnlySpan<byte> text)
    {
        Bytes = text;
        Length = text.Length;
    }

    public WrittenText(Utf8Buffer text)
    {
        Bytes = text.WrittenSpan;
        Length = text.TextLength;
        IsEscaped = text.IsInsideString;
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public int Length { get; }

    public bool IsEscaped { get; }

    public static implicit operator WrittenText(ReadOnlySpan<byte> text) => new(text);

    public static implicit operator WrittenText(byte[] text) => new(text);
}
