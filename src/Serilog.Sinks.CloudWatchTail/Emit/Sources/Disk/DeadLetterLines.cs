using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Collects messages for the dead-letter file of a set, one line of JSON each, and writes them together. Their loss is reported whether this succeeds
// or not.
sealed class DeadLetterLines(DeadLetterFile file)
{
    // How much is collected before it is written.
    const int PartBytes = 256 * 1024;

    Utf8Buffer? _lines;

    public void Add(CloudWatchFailureReason reason, string stream, long time, ReadOnlySpan<byte> message)
    {
        AppendLine(_lines ??= new Utf8Buffer(), reason, stream, time, message);
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
            SinkSelfLog.WriteLine("the dead-letter file could not be written: {0}", ex.Message);
        }

        _lines.Dispose();
        _lines = null;
    }

    static void AppendLine(Utf8Buffer lines, CloudWatchFailureReason reason, string stream, long time, ReadOnlySpan<byte> message)
    {
        lines.Append("{\"reason\":\""u8);
        lines.Append(Encoding.UTF8.GetBytes(reason.ToString()));
        lines.Append("\",\"stream\":"u8);
        JsonEscaper.AppendQuoted(lines, stream);
        lines.Append(",\"time\":"u8);
        JsonEscaper.AppendQuoted(lines, InWords(time));
        lines.Append(",\"message\":\""u8);
        JsonEscaper.AppendEscaped(lines, message);
        lines.Append("\"}\n"u8);
    }

    // The service counts milliseconds, and a time outside .NET's range is why some events are here.
    static string InWords(long time) =>
        time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : time.ToString(CultureInfo.InvariantCulture);
}
