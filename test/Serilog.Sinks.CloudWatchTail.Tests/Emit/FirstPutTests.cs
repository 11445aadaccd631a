using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>One put finds out whether a stream exists; once it does, as many run at once as may.</summary>
public class FirstPutTests
{
    const int AtOnce = 4;

    [TestCase(false)]
    [TestCase(true)]
    public async Task AStreamThatDoesNotExistCostsOneUploadInVain(bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
            o.BatchSizeLimit = 1_000;
        });
        sink.EmitNumbered(0, 20_000);
        await sink.FlushAsync();

        sink.Stored.Should().HaveCount(20_000);
        PutsInVain(sink).Should().ContainSingle();
        sink.ShouldBeAccountedFor();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task EachOfManyStreamsCostsOneUploadInVain(bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
            o.LogStream = "{Stream}";
            o.BatchSizeLimit = 50;
        });
        for (var i = 0; i < 10_000; i++) EmitTo(sink, $"web-{i % 20}");
        await sink.FlushAsync();

        sink.Stored.Should().HaveCount(10_000);
        PutsInVain(sink).Should().HaveCount(20).And.OnlyHaveUniqueItems();
        sink.ShouldBeAccountedFor();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task AFirstPutThatIsNotAnsweredHoldsNoOtherStreamBack(bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
            o.LogStream = "{Stream}";
            o.BatchSizeLimit = 10;
        });
        var held = sink.Aws.Faults.On("PutLogEvents").ForStream("slow").UntilCleared().Hold();
        for (var i = 0; i < 100; i++) EmitTo(sink, "slow");
        await sink.SettleAsync(held.WaitForHitsAsync());

        // The clock stands still from here on: the put that is held must not run into its time limit.
        for (var i = 0; i < 99; i++) EmitTo(sink, "other");
        EmitTo(sink, "other", LogEventLevel.Fatal);
        await sink.Aws.WaitForEventsAsync(EmulatedSink.Group, 100);

        held.Hits.Should().Be(1);
        held.Clear();
        await sink.FlushAsync();
        sink.Stored.Should().HaveCount(200);
    }

    [Test]
    public async Task OnceTheFirstPutIsAcceptedAsManyRunAsMay()
    {
        await using var sink = SinkOfSmallPuts();
        sink.Emit("1", "2", "3", "4", "5");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();

        await AcceptAsManyAsMayRunAsync(sink);
        await flush.WaitAsync(Limits.Patience);
    }

    [Test]
    public async Task OnceTheStreamIsCreatedAsManyRunAsMay()
    {
        await using var sink = SinkOfSmallPuts();
        sink.Emit("1", "2", "3", "4");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.NotFound);
        await CreateStreamAsync(sink);

        await AcceptAsManyAsMayRunAsync(sink);
        await flush.WaitAsync(Limits.Patience);
    }

    [TestCase(CloudWatchLogsErrorClass.Throttled)]
    [TestCase(CloudWatchLogsErrorClass.Unavailable)]
    public async Task AFirstPutThatFailsCostsNoMoreThanItsBackOff(CloudWatchLogsErrorClass errorClass)
    {
        await using var sink = SinkOfSmallPuts();
        sink.Emit("1", "2", "3", "4", "5");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Fail(errorClass);
        (await sink.AdvanceToNextPutAsync()).Accept();

        // The clock stands still from here on.
        await AcceptAsManyAsMayRunAsync(sink);
        await flush.WaitAsync(Limits.Patience);
    }

    [TestCase(CloudWatchLogsErrorClass.Throttled)]
    [TestCase(CloudWatchLogsErrorClass.Unavailable)]
    public async Task AStreamThatWorkedSendsAsManyAsBeforeOnceItWorksAgain(CloudWatchLogsErrorClass errorClass)
    {
        await using var sink = SinkOfSmallPuts();
        await WorkAsync(sink);
        sink.Emit("1", "2", "3", "4", "5");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        foreach (var put in await AsManyAsMayRunAsync(sink)) put.Fail(errorClass);
        (await sink.AdvanceToNextPutAsync()).Accept();

        await AcceptAsManyAsMayRunAsync(sink);
        await flush.WaitAsync(Limits.Patience);
    }

    [Test]
    public async Task AStreamThatIsGoneIsAskedForWithOnePutUntilItIsCreated()
    {
        await using var sink = SinkOfSmallPuts();
        await WorkAsync(sink);
        sink.Emit("1", "2", "3", "4", "5");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        foreach (var put in await AsManyAsMayRunAsync(sink)) put.Fail(CloudWatchLogsErrorClass.NotFound);
        (await sink.Client.NextCallAsync()).Answer.SetException(ScriptedClient.Error(CloudWatchLogsErrorClass.Throttled));
        (await sink.AdvanceToNextPutAsync()).Fail(CloudWatchLogsErrorClass.NotFound);
        sink.Client.PutsNotTaken.Should().Be(0);

        // A second creation soon after the first waits, in case another process deletes what this one creates.
        (await sink.AdvanceToNextPutAsync()).Fail(CloudWatchLogsErrorClass.NotFound);
        await CreateStreamAsync(sink);
        (await sink.Client.NextPutAsync()).Accept();
        await AcceptAsManyAsMayRunAsync(sink);
        await flush.WaitAsync(Limits.Patience);
    }

    static SinkUnderTest SinkOfSmallPuts() => new(o => { o.BatchSizeLimit = 1; o.MaxConcurrentRequests = AtOnce; });

    static async Task WorkAsync(SinkUnderTest sink)
    {
        sink.Emit("warm");
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        (await sink.Client.NextPutAsync()).Accept();
        await flush.WaitAsync(Limits.Patience);
    }

    static async Task CreateStreamAsync(SinkUnderTest sink)
    {
        var call = await sink.Client.NextCallAsync();
        call.Request.Should().BeOfType<CreateLogStreamRequest>();
        call.Answer.SetResult();
    }

    static async Task<ScriptedClient.Put[]> AsManyAsMayRunAsync(SinkUnderTest sink)
    {
        var puts = new ScriptedClient.Put[AtOnce];
        for (var i = 0; i < puts.Length; i++) puts[i] = await sink.Client.NextPutAsync();
        return puts;
    }

    // None is accepted before all of them run.
    static async Task AcceptAsManyAsMayRunAsync(SinkUnderTest sink)
    {
        foreach (var put in await AsManyAsMayRunAsync(sink)) put.Accept();
    }

    static void EmitTo(EmulatedSink sink, string stream, LogEventLevel level = LogEventLevel.Information) =>
        sink.Sink.Emit(Some.Event("event", level, at: DateTimeOffset.UtcNow, properties: [("Stream", stream)]));

    static IEnumerable<string?> PutsInVain(EmulatedSink sink) =>
        sink.Aws.Requests.Where(r => r is { Operation: "PutLogEvents", ErrorCode: "ResourceNotFoundException" }).Select(r => r.LogStreamName);
}
