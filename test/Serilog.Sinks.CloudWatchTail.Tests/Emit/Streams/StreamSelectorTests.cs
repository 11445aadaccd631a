using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Streams;

public class StreamSelectorTests
{
    [Test]
    public async Task TheApplicationChoosesTheStreamOfEachEventAndTheTemplateNamesTheRest([Values] bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            o.LogStreamSelector = e => e.MessageTemplate.Text switch { "a" => "audit/1", "b" => "", "c" => null, _ => "x:y*z" };
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        sink.Emit("a", "b", "c", "d");
        await sink.FlushAsync();

        sink.Aws.Events(EmulatedSink.Group).Select(e => $"{e.Message} {e.LogStreamName}").Should().BeEquivalentTo("a audit/1", "b web-1", "c web-1", "d x-y-z");
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task ChosenNamesCountInTheLimitOfStreams()
    {
        var number = 0;
        await using var sink = await EmulatedSink.StartAsync(o => (o.StreamLimit, o.LogStreamSelector) = (2, _ => $"s{number++}"));
        sink.EmitNumbered(0, 5);
        await sink.FlushAsync();

        sink.Aws.LogGroup(EmulatedSink.Group)!.Streams.Select(s => (s.Name, s.EventCount)).Should().BeEquivalentTo([("s0", 1), ("s1", 1), (StreamRouter.OverflowName, 3)]);
        sink.Failures.Should().ContainSingle().Which.Reason.Should().Be(CloudWatchFailureReason.StreamLimit);
    }

    [Test]
    public async Task AChoiceThatThrowsCostsNoEventAndIsReportedOnce()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStreamSelector = _ => throw new InvalidOperationException("no idea"));
        sink.EmitNumbered(0, 3);
        await sink.FlushAsync();
        sink.EmitNumbered(3, 3);
        await sink.FlushAsync();

        sink.Aws.Events(EmulatedSink.Group, EmulatedSink.Stream).Should().HaveCount(6);
        var told = sink.Failures.Should().ContainSingle().Subject;
        (told.Kind, told.Reason).Should().Be((CloudWatchFailureKind.Temporary, CloudWatchFailureReason.StreamToken));
        told.Message.Should().Contain("logStreamSelector threw InvalidOperationException: no idea");
    }

    [Test]
    public async Task TheChoiceIsMadeOnTheThreadThatLogs()
    {
        var ambient = new AsyncLocal<string?>();
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStreamSelector = _ => ambient.Value);
        ambient.Value = "tenant-7";
        sink.Emit("a");
        ambient.Value = null;
        sink.Emit("b");
        await sink.FlushAsync();

        sink.Aws.Events(EmulatedSink.Group).Select(e => $"{e.Message} {e.LogStreamName}").Should().BeEquivalentTo("a tenant-7", "b web-1");
    }

    [Test]
    public async Task AChoiceThatLogsDoesNotCallItself([Values] bool durable)
    {
        using var folder = new TempFolder();
        EmulatedSink? sink = null;
        sink = await EmulatedSink.StartAsync(o =>
        {
            o.LogStreamSelector = Choose;
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        await using var _ = sink;
        sink.Emit("outer");
        await sink.FlushAsync();

        sink.Aws.Events(EmulatedSink.Group).Select(e => $"{e.Message} {e.LogStreamName}").Should().BeEquivalentTo("outer chosen", "inner web-1");

        string? Choose(LogEvent logEvent)
        {
            sink!.Emit("inner");
            return "chosen";
        }
    }

    [Test]
    public void AuditsAskTheSame()
    {
        using var audited = new AuditedGroup(o => o.LogStreamSelector = e => $"audit-{e.Level}");
        audited.Logger.Warning("a");
        audited.StreamNames.Should().Equal("audit-Warning");
    }

    [Test]
    public async Task SerilogsOwnBatchingAsksTheSame()
    {
        await using var aws = await Serilog.Sinks.CloudWatchTail.Emulator.CloudWatchLogsEmulator.StartAsync();
        var options = new CloudWatchSinkOptions { LogGroup = EmulatedSink.Group, LogStream = "{ThreadName|none}", LogStreamSelector = e => e.Level == LogEventLevel.Warning ? "warnings" : null };
        aws.Connect(options.Connection.UseEndpoint);
        using (var sink = new CloudWatchBatchedSink(options))
            await sink.EmitBatchAsync([Some.Event("a", LogEventLevel.Warning, DateTimeOffset.UtcNow), Some.Event("b", at: DateTimeOffset.UtcNow)]);

        aws.LogGroup(EmulatedSink.Group)!.Streams.Select(s => s.Name).Should().Equal("none", "warnings");
    }
}
