using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A test of durable mode over real HTTP: one emulator and one folder, which sinks come to one after the other, as processes do.</summary>
abstract class DurableTest
{
    readonly List<EmulatedSink> _sinks = [];

    protected CloudWatchLogsEmulator Aws { get; private set; } = null!;

    protected TempFolder Folder { get; private set; } = null!;

    protected string BaseFilename => Folder.GetFile("orders");

    protected BufferPaths Paths => new(BaseFilename, 1);

    protected IEnumerable<string> Stored => Aws.Events(EmulatedSink.Group).Select(e => e.Message);

    [SetUp]
    public async Task StartAsync()
    {
        Folder = new TempFolder();
        Aws = await CloudWatchLogsEmulator.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var sink in _sinks) await sink.DisposeAsync();
        _sinks.Clear();
        await Aws.DisposeAsync();
        Folder.Dispose();
    }

    protected EmulatedSink Open(Action<CloudWatchSinkOptions>? configure = null)
    {
        var sink = EmulatedSink.On(Aws, o =>
        {
            o.BufferBaseFilename = BaseFilename;
            o.EagerlyEmitFirstEvent = false;
            configure?.Invoke(o);
        });
        _sinks.Add(sink);
        return sink;
    }

    /// <summary>Ends a sink without giving it time to send anything.</summary>
    protected static Task CloseAsync(EmulatedSink sink) => sink.Sink.StopAsync(TimeSpan.Zero);

    /// <summary>The text of all files of the buffer that hold events.</summary>
    protected string OnDisk() => string.Concat(Directory.GetFiles(Folder.FullName, "*.buf").Order().Select(ReadIfThere));

    static string ReadIfThere(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (FileNotFoundException)
        {
            // All of it is delivered, and a moment ago it was not.
            return "";
        }
    }

    protected string[] Names() => [.. Directory.GetFiles(Folder.FullName).Select(f => Path.GetFileName(f)).Order()];
}
