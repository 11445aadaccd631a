using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// A file of the operating system, without a buffer of .NET's own, since what stands there dies with the process.
sealed class PrivateFile(FileStream stream) : IPrivateFile
{
    // Asked for once: a stream that is asked for its handle calls the operating system each time, which would be a third of an append.
    readonly SafeFileHandle _handle = stream.SafeFileHandle;

    public long Length => RandomAccess.GetLength(_handle);

    public FileIdentity? Identity => UnixCalls.StatusOf(_handle)?.Identity;

    public int Read(Span<byte> bytes, long offset) => RandomAccess.Read(_handle, bytes, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    // Takes the file away from other users, who may have made it.
    // Throws UnauthorizedAccessException: It is another user's.
    public PrivateFile Confine()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(_handle) != ownerOnly) File.SetUnixFileMode(_handle, ownerOnly);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose() => stream.Dispose();
}
