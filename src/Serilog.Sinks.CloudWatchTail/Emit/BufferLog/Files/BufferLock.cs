using System.Buffers.Binary;
using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

// Reserves a set of files for one process; the operating system releases the lock when the process ends, however it ends. The lock applies to a file,
// not to its name: a process that finds another file under the name has lost the set.
sealed class BufferLock : IDisposable
{
    const int MostTries = 8;

    readonly string _path;
    readonly IPrivateFiles _files;
    readonly IPrivateFile _file;

    BufferLock(string path, IPrivateFiles files, IPrivateFile file)
    {
        _path = path;
        _files = files;
        _file = file;
    }

    // Whether the name still refers to the locked file.
    public bool IsCurrent => IsNamed(_file, _path, _files);

    // The process that last used the set with this lock file; 0 if none has.
    public uint LastWriter
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            return _file.Read(bytes, 0) == bytes.Length ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        }
    }

    // Takes the lock; returns null if another process holds it. Throws IOException or UnauthorizedAccessException if the file cannot be created.
    public static BufferLock? TryTake(string path, IPrivateFiles files)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (files.TryLock(path) is not { } file) return null;

            // Between opening and locking, the file may have been deleted, and another process may have created and locked the next one.
            BufferLock? taken = null;
            try
            {
                if (IsNamed(file, path, files)) return taken = new BufferLock(path, files, file);
            }
            finally
            {
                if (taken is null) file.Dispose();
            }
        }

        return null;
    }

    // Whether locks work on this file system: a second lock on the same file must be refused.
    public bool IsEffective()
    {
        using var second = _files.TryLock(_path);
        return second is null;
    }

    // Records which process uses the set.
    public void Stamp(uint writer)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, writer);
        _file.Write(bytes, 0);
    }

    public void Dispose() => _file.Dispose();

    static bool IsNamed(IPrivateFile file, string path, IPrivateFiles files) =>
        file.Identity is { } identity ? files.IdentityOf(path) == identity : files.Exists(path);
}
