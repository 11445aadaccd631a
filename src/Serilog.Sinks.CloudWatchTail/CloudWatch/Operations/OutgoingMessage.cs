using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// A message on its way into the body of a put: its bytes, with the escapes of the string around them if it has been written for the inside of one,
// and its own length, which the service's limits mean.
readonly ref struct OutgoingMessage
{
    public OutgoingMessage(ReadOnlySpan<byte> message)
    {
        Bytes = message;
        Length = message.Length;
    }

    public OutgoingMessage(Utf8Buffer message)
    {
        Bytes = message.WrittenSpan;
        Length = message.TextLength;
        IsEscaped = message.IsInsideString;
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public int Length { get; }

    public bool IsEscaped { get; }

    public static implicit operator OutgoingMessage(ReadOnlySpan<byte> message) => new(message);

    public static implicit operator OutgoingMessage(byte[] message) => new(message);
}
