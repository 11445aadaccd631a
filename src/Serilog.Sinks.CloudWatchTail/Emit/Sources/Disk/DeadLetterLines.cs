using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>Some messages for the dead-letter file of a set, one line of JSON each, written together. That they are lost is reported whether this succeeds or not.</summary>
sealed class DeadLetterLines(DeadLetterFile file)
{
    /// <summary>So much is collected before it is written.</summary>
    const int PartBytes = 256 * 1024;

    Utf8Buffer? _lines;

    public void Add(CloudWatchFailureReason reason, string stream, long time, ReadOnlySpan<byte> escapedMessage)
    {
        AppendLine(_lines ??= new Utf8Buffer(), reason, stream, time, escapedMessage);
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

    /// <param name="escapedMessage">The message as it stands between the quotes of a JSON string.</param>
    static void AppendLine(Utf8Buffer lines, CloudWatchFailureReason reason, string stream, long time, ReadOnlySpan<byte> escapedMessage)
    {
        lines.Append("{\"reason\":\""u8);
        lines.Append(Encoding.UTF8.GetBytes(reason.ToString()));
        lines.Append("\",\"stream\":"u8);
        JsonEscaper.AppendQuoted(lines, stream);
        lines.Append(",\"time\":"u8);
        JsonEscaper.AppendQuoted(lines, InWords(time));
        lines.Append(",\"message\":\""u8);
        lines.Append(escapedMessage);
        lines.Append("\"}\n"u8);
    }

    // The service's unit, and the range of .NET's: a time outside of it is why some are here.
    static string InWords(long time) =>
        time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : time.ToString(CultureInfo.InvariantCulture);
}
