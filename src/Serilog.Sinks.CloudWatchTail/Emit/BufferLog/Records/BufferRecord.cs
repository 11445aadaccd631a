namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

/// <summary>One event as it stands on the disk: all that is needed to send it, whichever process does.</summary>
/// <param name="time">Milliseconds since the epoch, as the service counts.</param>
/// <param name="stream">The name of the log stream, in UTF-8.</param>
/// <param name="message">The rendered message, in UTF-8.</param>
readonly ref struct BufferRecord(long time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> message)
{
    public readonly long Time = time;
    public readonly ReadOnlySpan<byte> Stream = stream;
    public readonly ReadOnlySpan<byte> Message = message;
}
