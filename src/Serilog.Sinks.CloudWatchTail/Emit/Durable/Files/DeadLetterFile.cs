using System.Globalization;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>
/// Where messages go that the service will never take: one line of JSON each. Bounded: a full file takes the place of the one before, and a new
/// one is begun.
/// </summary>
sealed class DeadLetterFile
{
    public const long SizeLimitBytes = 8 * 1024 * 1024;

    readonly string _path;
    readonly string _olderPath;
    readonly long _sizeLimitBytes;

    public DeadLetterFile(BufferPaths paths, long sizeLimitBytes = SizeLimitBytes)
    {
        _path = paths.DeadLetters;
        _olderPath = paths.OlderDeadLetters;
        _sizeLimitBytes = sizeLimitBytes;
    }

    /// <summary>Writes one line to a run of them.</summary>
    /// <param name="escapedMessage">The message as it stands between the quotes of a JSON string.</param>
    public static void AppendLine(Utf8Buffer lines, CloudWatchFailureReason reason, string stream, long time, ReadOnlySpan<byte> escapedMessage)
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

    /// <summary>Adds lines to the file.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        if (File.Exists(_path) && new FileInfo(_path).Length + lines.Length > _sizeLimitBytes) File.Move(_path, _olderPath, overwrite: true);
        using var file = new FileStream(_path, BufferFiles.Options(FileMode.OpenOrCreate, FileShare.Read | FileShare.Delete));
        if (file.Length > 0)
        {
            // Half a line, of a process that ended there or a disk that was full, must not spoil the next one.
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n') file.Write("\n"u8);
        }

        file.Write(lines);
    }

    // The service's unit, and the range of .NET's: a time outside of it is why some are here.
    static string InWords(long time) =>
        time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : time.ToString(CultureInfo.InvariantCulture);
}
