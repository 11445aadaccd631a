using System.Buffers;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>Memory is short where the disk's part of the sink needs it.</summary>
public class ShortMemoryTests
{
    [Test]
    public async Task AFileThatMemoryIsTooShortToBeginLeavesTheLoopFree()
    {
        using var folder = new TempFolder();
        var left = 1;
        var files = new FaultyFiles
        {
            Before = line =>
            {
                var isHead = line.StartsWith("write", StringComparison.Ordinal) && line.Contains(".buf", StringComparison.Ordinal);
                if (isHead && Interlocked.Decrement(ref left) == 0) throw new InsufficientMemoryException();
            },
        };
        var stored = 0;
        await using var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "s",
            BufferBaseFilename = folder.GetFile("orders"),
            BufferFiles = files,
            ClientFactory = (_, _) => new AcceptingClient
            {
                OnPut = (request, _) =>
                {
                    Interlocked.Add(ref stored, Encoding.UTF8.GetString(request.Body.ToArray()).Split("\"timestamp\"").Length - 1);
                    return Task.CompletedTask;
                },
            },
        });
        for (var i = 0; i < 20; i++) sink.Emit(Some.Event());
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        left.Should().BeLessThan(1);
        stored.Should().Be(20);
    }
}
