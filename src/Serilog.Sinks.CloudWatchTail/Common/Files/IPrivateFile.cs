namespace Serilog.Sinks.CloudWatchTail.Common.Files;

/// <summary>An open file.</summary>
interface IPrivateFile : IDisposable
{
    long Length { get; }

    /// <summary>Which file it is, whatever its name has become. Null where the system does not tell.</summary>
    FileIdentity? Identity { get; }

    /// <summary>Reads some bytes; none at the end.</summary>
    int Read(Span<byte> bytes, long offset);

    /// <summary>One write to the operating system: afterwards the bytes survive the end of the process.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    /// <summary>Lets what was written survive the end of the machine.</summary>
    void Flush();
}
