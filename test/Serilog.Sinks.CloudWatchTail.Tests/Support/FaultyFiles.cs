using Serilog.Sinks.CloudWatchTail.Common.Files;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// A file system that fills up after so many bytes, in the middle of a write if need be, whose operations can be made to fail one by one, and which
/// says what was done to it.
/// </summary>
sealed class FaultyFiles : IPrivateFiles
{
    readonly PrivateFiles _files = new();
    readonly object _gate = new();
    long _bytesLeft = long.MaxValue;
    int _operations;

    public long BytesLeft
    {
        get => Interlocked.Read(ref _bytesLeft);
        set => Interlocked.Exchange(ref _bytesLeft, value);
    }

    public int Flushes { get; private set; }

    public bool FlushFails { get; set; }

    public bool RenameFails { get; set; }

    /// <summary>Locks are given to everyone, as some file systems of the network do.</summary>
    public bool LocksDoNothing { get; set; }

    /// <summary>How many operations there have been.</summary>
    public int Operations => Volatile.Read(ref _operations);

    /// <summary>The number of the operation that fails next; none if zero.</summary>
    public int FailAt { get; set; }

    /// <summary>What was done, in order: the operation and the file's name.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Called before an operation, with its line of the log.</summary>
    public Action<string>? Before { get; set; }

    public void CreateDirectory(string path)
    {
        Note("create folder", path);
        _files.CreateDirectory(path);
    }

    public IPrivateFile Create(string path)
    {
        Note("create", path);
        return new FaultyFile(this, path, _files.Create(path));
    }

    public IPrivateFile OpenRead(string path)
    {
        Note("read", path);
        return new FaultyFile(this, path, _files.OpenRead(path));
    }

    public IPrivateFile OpenOrCreate(string path)
    {
        Note("open", path);
        return new FaultyFile(this, path, _files.OpenOrCreate(path));
    }

    public IPrivateFile? TryLock(string path)
    {
        Note("lock", path);
        if (LocksDoNothing) return new FaultyFile(this, path, _files.OpenOrCreate(path));
        return _files.TryLock(path) is { } file ? new FaultyFile(this, path, file) : null;
    }

    public bool IsOpen(string path)
    {
        Note("is open", path);
        return !LocksDoNothing && _files.IsOpen(path);
    }

    public bool Exists(string path)
    {
        Note("exists", path);
        return _files.Exists(path);
    }

    public FileIdentity? IdentityOf(string path)
    {
        Note("identity", path);
        return _files.IdentityOf(path);
    }

    public IReadOnlyList<string> List(string folder)
    {
        Note("list", folder);
        return _files.List(folder);
    }

    public void Rename(string from, string to)
    {
        Note("rename", to);
        if (RenameFails) throw new IOException("Read-only file system");
        _files.Rename(from, to);
    }

    public void Delete(string path)
    {
        Note("delete", path);
        _files.Delete(path);
    }

    public void FlushFolder(string folder)
    {
        Note("flush folder", folder);
        _files.FlushFolder(folder);
    }

    void Note(string operation, string path)
    {
        var line = $"{operation} {Path.GetFileName(path)}";
        lock (_gate) Log.Add(line);
        Before?.Invoke(line);
        if (Interlocked.Increment(ref _operations) == FailAt) throw new IOException($"Input/output error: {line}");
    }

    sealed class FaultyFile(FaultyFiles files, string path, IPrivateFile file) : IPrivateFile
    {
        public long Length => file.Length;

        public FileIdentity? Identity => file.Identity;

        public int Read(Span<byte> bytes, long offset)
        {
            files.Note("read from", path);
            return file.Read(bytes, offset);
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            files.Note("write", path);
            var taken = (int)Math.Min(bytes.Length, files.BytesLeft);
            file.Write(bytes[..taken], offset);
            files.BytesLeft -= taken;
            if (taken < bytes.Length) throw new IOException("No space left on device");
        }

        public void SetLength(long length)
        {
            files.Note("set length", path);
            file.SetLength(length);
        }

        public void Flush()
        {
            files.Note("flush", path);
            if (files.FlushFails) throw new IOException("Input/output error");
            files.Flushes++;
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
