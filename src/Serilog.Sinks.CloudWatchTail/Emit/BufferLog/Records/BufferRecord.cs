namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// One event on disk, with everything that any process needs to send it. time is in milliseconds since the Unix epoch; stream, the log stream's name,
// and message, the rendered message, are UTF-8.
readonly ref struct BufferRecord(long time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> message)
{
    public readonly long Time = time;
    public readonly ReadOnlySpan<byte> Stream = stream;
    public readonly ReadOnlySpan<byte> Message = message;
}
