using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

/// <summary>
/// Where lines go that tell what the service will never take. Bounded: a full file takes the place of the one before, and a new one is begun.
/// </summary>
sealed class DeadLetterFile(BufferPaths paths, IPrivateFiles files, long sizeLimitBytes = DeadLetterFile.SizeLimitBytes)
{
    public const long SizeLimitBytes = 8 * 1024 * 1024;

    /// <summary>Adds lines to the file.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        var file = files.OpenOrCreate(paths.DeadLetters);
        try
        {
            if (file.Length > 0 && file.Length + lines.Length > sizeLimitBytes)
            {
                file.Dispose();
                files.Rename(paths.DeadLetters, paths.OlderDeadLetters);
                file = files.OpenOrCreate(paths.DeadLetters);
            }

            var end = file.Length;

            // Half a line, of a process that ended there or a disk that was full, must not spoil the next one.
            Span<byte> last = [(byte)'\n'];
            if (end > 0 && file.Read(last, end - 1) == 1 && last[0] != (byte)'\n') file.Write("\n"u8, end++);
            file.Write(lines, end);
        }
        finally
        {
            file.Dispose();
        }
    }
}
