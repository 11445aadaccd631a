using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A file system that fills up after so many bytes, in the middle of a write if need be.</summary>
sealed class FaultyFiles : IBufferFiles
{
    readonly BufferFiles _files = new();
    long _bytesLeft = long.MaxValue;

    public long BytesLeft
    {
        get => Interlocked.Read(ref _bytesLeft);
        set => Interlocked.Exchange(ref _bytesLeft, value);
    }

    public int Flushes { get; private set; }

    public bool FlushFails { get; set; }

    public bool RenameFails { get; set; }

    public void CreateDirectory(string path) => _files.CreateDirectory(path);

    public IBufferFile Create(string path) => new FaultyFile(this, _files.Create(path));

    public void Rename(string from, string to)
    {
        if (RenameFails) throw new IOException("Read-only file system");
        _files.Rename(from, to);
    }

    public void Delete(string path) => _files.Delete(path);

    sealed class FaultyFile(FaultyFiles files, IBufferFile file) : IBufferFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var taken = (int)Math.Min(bytes.Length, files.BytesLeft);
            file.Write(bytes[..taken], offset);
            files.BytesLeft -= taken;
            if (taken < bytes.Length) throw new IOException("No space left on device");
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Flush()
        {
            if (files.FlushFails) throw new IOException("Input/output error");
            files.Flushes++;
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
