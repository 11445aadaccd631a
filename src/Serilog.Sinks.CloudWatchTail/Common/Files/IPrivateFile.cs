namespace Serilog.Sinks.CloudWatchTail.Common.Files;

interface IPrivateFile : IDisposable
{
    long Length { get; }

    // The file's identity, which a rename does not change. Null if the system does not report one.
    FileIdentity? Identity { get; }

    // Returns 0 at the end of the file.
    int Read(Span<byte> bytes, long offset);

    // Makes one write to the operating system: afterwards the bytes survive the end of the process.
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    // Flushes the bytes to the disk, so that they survive a crash of the machine.
    void Flush();
}
