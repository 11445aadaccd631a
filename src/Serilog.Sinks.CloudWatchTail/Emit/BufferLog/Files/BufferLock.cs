using System.Buffers.Binary;
using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

/// <summary>
/// Keeps a set of files to one process; the operating system ends it with the process, however that ends. What is locked is a file, and not its
/// name: a process that finds another file of the name must not go on as if the set were its own.
/// </summary>
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

    /// <summary>Whether the name still leads to the file that is locked.</summary>
    public bool IsCurrent => IsNamed(_file, _path, _files);

    /// <summary>The process that used the set last under this lock file; zero if none has.</summary>
    public uint LastWriter
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            return _file.Read(bytes, 0) == bytes.Length ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        }
    }

    /// <summary>Takes the lock; null if another one holds it.</summary>
    /// <exception cref="IOException">There can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">There may be no such file.</exception>
    public static BufferLock? TryTake(string path, IPrivateFiles files)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (files.TryLock(path) is not { } file) return null;

            // Between opening and locking, the file may have been deleted and another process may have made and locked the next one.
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

    /// <summary>Whether locks do anything on this file system: a second lock on the same file must be refused.</summary>
    public bool IsEffective()
    {
        using var second = _files.TryLock(_path);
        return second is null;
    }

    /// <summary>Says which process uses the set.</summary>
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
