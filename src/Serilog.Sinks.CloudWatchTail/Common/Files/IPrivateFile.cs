namespace Serilog.Sinks.CloudWatchTail.Common.Files;

// An open file.
interface IPrivateFile : IDisposable
{
    long Length { get; }

    // Which file it is, whatever its name has become. Null where the system does not tell.
    FileIdentity? Identity { get; }

    // Reads some bytes; none at the end.
    int Read(Span<byte> bytes, long offset);

    // One write to the operating system: afterwards the bytes survive the end of the process.
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    // Lets what was written survive the end of the machine.
    void Flush();
}
