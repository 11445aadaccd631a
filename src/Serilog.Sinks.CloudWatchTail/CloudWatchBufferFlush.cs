namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What an event on the disk survives in durable mode.</summary>
public enum CloudWatchBufferFlush
{
    /// <summary>The end of the process: each event is handed to the operating system before its <c>Emit</c> returns.</summary>
    Os,

    /// <summary>The end of the machine as well: callers wait for a flush to the disk, which those that log at the same time share.</summary>
    Disk,
}
