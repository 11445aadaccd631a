namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

/// <summary>A file that is being written.</summary>
interface IBufferFile : IDisposable
{
    /// <summary>One write to the operating system: afterwards the bytes survive the end of the process.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void SetLength(long length);

    /// <summary>Lets what was written survive the end of the machine.</summary>
    void Flush();
}
