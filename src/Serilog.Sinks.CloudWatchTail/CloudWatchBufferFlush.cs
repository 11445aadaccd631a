namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What an event on disk survives in durable mode.</summary>
public enum CloudWatchBufferFlush
{
    /// <summary>The end of the process: each event is passed to the operating system before its <c>Emit</c> returns.</summary>
    Os,

    /// <summary>A crash of the machine too: callers wait for a flush to the disk, which concurrent callers share.</summary>
    Disk,
}
