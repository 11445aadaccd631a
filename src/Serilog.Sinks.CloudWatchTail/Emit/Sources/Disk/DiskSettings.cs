using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// The options of durable mode, copied when the sink is created. destination is where this process sends events; records for any other destination
// stay on disk.
sealed class DiskSettings(CloudWatchSinkOptions options, BufferDestination destination)
{
    // The path and the start of the name of all files.
    public string BaseFilename { get; } = options.BufferBaseFilename!;

    // The most bytes that the files of this process may take.
    public long SizeLimitBytes { get; } = options.BufferSizeLimitBytes;

    // Whether an event survives a crash of the machine before its caller continues.
    public bool Flushes { get; } = options.FlushesBuffer;

    public IPrivateFiles Files { get; } = options.BufferFiles;

    public BufferLogSettings Log { get; } = new(
        options.BufferBaseFilename!,
        options.BufferFiles,
        options.FlushesBuffer,
        destination,
        static warning => SinkSelfLog.WriteLine("{0}", warning));
}
