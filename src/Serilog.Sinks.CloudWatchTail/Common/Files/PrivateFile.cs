using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// A file of the operating system, unbuffered in .NET: a buffer's content would be lost with the process.
sealed class PrivateFile(FileStream stream) : IPrivateFile
{
    // Cached, because FileStream.SafeFileHandle makes a system call each time, a third of the cost of an append.
    readonly SafeFileHandle _handle = stream.SafeFileHandle;
    readonly nint _number = stream.SafeFileHandle.DangerousGetHandle();

    public long Length => RandomAccess.GetLength(_handle);

    public FileIdentity? Identity => UnixCalls.StatusOf(_handle)?.Identity;

    public int Read(Span<byte> bytes, long offset) => RandomAccess.Read(_handle, bytes, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        // The number of a closed file may be another file's by now. What the direct call does not write is written again, or fails with its reason.
        if (_handle.IsClosed || !UnixCalls.TryWrite(_number, bytes, offset)) RandomAccess.Write(_handle, bytes, offset);
    }

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    // Removes the access of other users, who may have created the file. Throws UnauthorizedAccessException if another user owns it.
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
