using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>Some messages for the dead-letter file of a set, written together. That they are lost is reported whether this succeeds or not.</summary>
sealed class DeadLetters(DeadLetterFile file)
{
    /// <summary>So much is collected before it is written.</summary>
    const int PartBytes = 256 * 1024;

    Utf8Buffer? _lines;

    public void Add(CloudWatchFailureReason reason, string stream, long time, ReadOnlySpan<byte> escapedMessage)
    {
        DeadLetterFile.AppendLine(_lines ??= new Utf8Buffer(), reason, stream, time, escapedMessage);
        if (_lines.Length >= PartBytes) Write();
    }

    public void Write()
    {
        if (_lines is null) return;
        try
        {
            file.Append(_lines.WrittenSpan);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            SafeSelfLog.WriteLine("the dead-letter file could not be written: {0}", ex.Message);
        }

        _lines.Dispose();
        _lines = null;
    }
}
