using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Streams;

public class ThreadNameTests
{
    [Test]
    public async Task EachThreadWritesToTheStreamOfItsName([Values] bool durable, [Values] bool text)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            o.LogStream = "thread-{ThreadName|none}";
            if (!text) o.Formatter = null;
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        LogOn("one", sink, "a", "b");
        LogOn("two/x", sink, "c");
        LogOn(null, sink, "d");
        await sink.FlushAsync();

        sink.Aws.LogGroup(EmulatedSink.Group)!.Streams.Select(s => (s.Name, s.EventCount)).Should().BeEquivalentTo([("thread-one", 2), ("thread-two-x", 1), ("thread-none", 1)]);
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public void AuditsAreOfTheThreadThatLogsToo()
    {
        using var aws = new AuditedGroup(o => o.LogStream = "{ThreadName}");
        Run("auditor", () => aws.Logger.Information("a"));
        aws.StreamNames.Should().Equal("auditor");
    }

    [Test]
    public async Task AThreadsNameIsNotKeptForTheNextEventOnThePage()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStream = "{ThreadName|none}");
        for (var round = 0; round < 3; round++)
        {
            LogOn(round % 2 == 0 ? "named" : null, sink, $"{round}");
            await sink.FlushAsync();
        }

        sink.Aws.Events(EmulatedSink.Group).OrderBy(e => e.Message).Select(e => e.LogStreamName).Should().Equal("named", "none", "named");
    }

    static void LogOn(string? thread, EmulatedSink sink, params string[] messages) => Run(thread, () => sink.Emit(messages));

    static void Run(string? name, Action action)
    {
        var thread = new Thread(() => action()) { Name = name };
        thread.Start();
        thread.Join(Limits.Patience).Should().BeTrue();
    }
}
