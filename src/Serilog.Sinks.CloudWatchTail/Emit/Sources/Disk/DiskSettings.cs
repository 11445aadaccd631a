using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>The options of durable mode, copied when the sink is made.</summary>
/// <param name="destination">Where this process sends events to: what is on the disk for any other one stays there.</param>
sealed class DiskSettings(CloudWatchSinkOptions options, BufferDestination destination)
{
    /// <summary>The path and the beginning of the name of all files.</summary>
    public string BaseFilename { get; } = options.BufferBaseFilename!;

    /// <summary>What the files of this process may take.</summary>
    public long SizeLimitBytes { get; } = options.BufferSizeLimitBytes;

    /// <summary>Whether an event survives the end of the machine before its caller goes on.</summary>
    public bool Flushes { get; } = options.FlushesBuffer;

    public IPrivateFiles Files { get; } = options.BufferFiles;

    public BufferLogSettings Log { get; } = new(
        options.BufferBaseFilename!,
        options.BufferFiles,
        options.FlushesBuffer,
        destination,
        static warning => SinkSelfLog.WriteLine("{0}", warning));
}
