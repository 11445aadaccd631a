using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>An audit sink that talks to an emulator of its own.</summary>
sealed class AuditedGroup : IDisposable
{
    public AuditedGroup(Action<CloudWatchSinkOptions> configure)
    {
        Logger = new LoggerConfiguration().AuditTo.CloudWatch(options =>
        {
            (options.LogGroup, options.LogStream) = (EmulatedSink.Group, EmulatedSink.Stream);
            Aws.Connect(options.Connection.UseEndpoint);
            configure(options);
        }).CreateLogger();
    }

    public CloudWatchLogsEmulator Aws { get; } = CloudWatchLogsEmulator.StartAsync().GetAwaiter().GetResult();

    public Logger Logger { get; }

    public IEnumerable<string> StreamNames => Aws.LogGroup(EmulatedSink.Group)!.Streams.Select(s => s.Name);

    public void Dispose()
    {
        Logger.Dispose();
        Aws.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
