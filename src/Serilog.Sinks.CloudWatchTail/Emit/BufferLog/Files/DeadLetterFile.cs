using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

// Receives lines about events that the service will never accept. Bounded: a full file replaces the previous one, and a new one is started.
sealed class DeadLetterFile(BufferPaths paths, IPrivateFiles files, long sizeLimitBytes = DeadLetterFile.SizeLimitBytes)
{
    public const long SizeLimitBytes = 8 * 1024 * 1024;

    // Appends lines to the file. Throws IOException or UnauthorizedAccessException if they cannot be written.
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

            // An incomplete line, left by a process that ended or by a full disk, must not spoil the next one.
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
