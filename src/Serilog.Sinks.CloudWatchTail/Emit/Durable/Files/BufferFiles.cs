using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>The file system. What is made is for this user alone: log events tell more than other users of the machine should read.</summary>
sealed class BufferFiles : IBufferFiles
{
    public void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public IBufferFile Create(string path) => new BufferFile(new FileStream(path, Options(FileMode.Create, FileShare.ReadWrite | FileShare.Delete)));

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    /// <summary>Without a buffer of .NET's own, since what stands there dies with the process.</summary>
    public static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    sealed class BufferFile(FileStream stream) : IBufferFile
    {
        // Asked for once: a stream that is asked for its handle calls the operating system each time, which would be a third of an append.
        readonly SafeFileHandle _handle = stream.SafeFileHandle;

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

        public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

        public void Flush() => RandomAccess.FlushToDisk(_handle);

        public void Dispose() => stream.Dispose();
    }
}
