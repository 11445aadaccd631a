using FsCheck.Fluent;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>A sink that speaks CBOR does and stores what one that speaks JSON does; FaultMatrixTests has more.</summary>
public class CborTests
{
    const int OddEvents = 10_000;

    [Test]
    public async Task TheSameOddEventsAreStoredAlikeInBothProtocols([Values] bool durable)
    {
        var events = OddEventsAround(DateTimeOffset.UtcNow);
        var json = await StoreAsync(CloudWatchProtocol.Json, events, durable);
        var cbor = await StoreAsync(CloudWatchProtocol.Cbor, events, durable);

        json.Should().HaveCount(OddEvents);
        cbor.Should().Equal(json);
    }

    [Test]
    public async Task EveryCallOfTheSinkIsInTheProtocol()
    {
        await using var sink = await StartAsync(o =>
        {
            (o.RetentionInDays, o.DeletionProtection, o.ServiceName, o.Environment) = (7, true, "orders \"api\"", "test");
            o.Tags["team"] = "größe";
        });
        sink.EmitNumbered(0, 3);
        await sink.FlushAsync();

        var group = sink.Aws.LogGroup(EmulatedSink.Group)!;
        (group.RetentionInDays, group.Tags["team"]).Should().Be((7, "größe"));
        group.Streams.Single().Entity!.KeyAttributes["Name"].Should().Be("orders \"api\"");
        sink.Aws.Requests.Select(r => r.Operation).Should().Contain(["PutLogEvents", "CreateLogStream", "CreateLogGroup", "PutRetentionPolicy"]);
        sink.Aws.Requests.Should().OnlyContain(r => r.Headers["smithy-protocol"] == "rpc-v2-cbor" && r.Headers["Content-Type"] == "application/cbor" && !r.Headers.ContainsKey("X-Amz-Target"));
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task TagsOfAnExistingGroupAreSet()
    {
        await using var sink = await StartAsync(o => (o.UpdateRetention, o.RetentionInDays, o.Tags) = (true, 7, new Dictionary<string, string> { ["team"] = "orders" }));
        sink.Aws.CreateLogStream(EmulatedSink.Group, EmulatedSink.Stream);
        sink.Emit("a");
        await sink.FlushAsync();
        (sink.Aws.LogGroup(EmulatedSink.Group)!.RetentionInDays, sink.Aws.LogGroup(EmulatedSink.Group)!.Tags["team"]).Should().Be((7, "orders"));
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task LimitsCountMessagesAndNotTheirEncoding()
    {
        // In JSON the body has six bytes for each of these characters.
        var message = new string('\u0001', 262_118);
        await using var sink = await StartAsync(o => (o.EagerlyEmitFirstEvent, o.Formatter) = (false, new Serilog.Formatting.Display.MessageTemplateTextFormatter("{Text:l}")));
        for (var i = 0; i < 4; i++) sink.Sink.Emit(Some.Event("{Text}", at: DateTimeOffset.UtcNow, properties: [("Text", message)]));
        await sink.FlushAsync();

        var put = sink.Aws.Requests.Where(r => r.Operation == "PutLogEvents" && r.StatusCode == 200).Should().ContainSingle("four times 262,118 and 26 bytes are the limit to the byte").Subject;
        int.Parse(put.Headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(1_048_472, 1_049_000);
        sink.Stored.Should().HaveCount(4).And.OnlyContain(m => m == message);
    }

    [Test]
    public async Task EventsOfTheLargestSizeAreStoredAndLongerOnesShortened()
    {
        await using var sink = await StartAsync(o => (o.EventSizeLimitBytes, o.EagerlyEmitFirstEvent) = (1_048_550, false));
        foreach (var length in new[] { 256 * 1024, 1_048_550, 1_048_551, 2_000_000 }) sink.Emit(new string('x', length));
        await sink.FlushAsync();

        // The mark of a shortened text has three bytes.
        sink.Stored.Select(m => System.Text.Encoding.UTF8.GetByteCount(m)).Order().Should().Equal(256 * 1024, 1_048_550, 1_048_550, 1_048_550);
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task AnEventOverALimitThatTheServiceNamesIsShortened([Values] bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await StartAsync(o =>
        {
            (o.EagerlyEmitFirstEvent, o.Formatter) = (false, new CloudWatchJsonFormatter());
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        }, e => e.EventSizeLimitBytes = 2_000);
        sink.Emit("small \"one\"", new string('ü', 5_000), "last");
        await sink.FlushAsync();

        sink.Stored.Should().HaveCount(3).And.ContainSingle(m => m.Contains("\"truncated\":")).And.ContainSingle(m => m.Contains("small \\\"one\\\""));
        sink.Losses.Should().BeEmpty();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task PutsAreDividedUntilAProxyTakesThem([Values] bool gzip)
    {
        await using var sink = await StartAsync(o => (o.EagerlyEmitFirstEvent, o.Gzip) = (false, gzip));
        sink.Aws.Faults.On("PutLogEvents").UntilCleared().When(r => r.Body.Length > 20_000).Status(413, "<html>too large</html>");
        for (var i = 0; i < 300; i++) sink.Emit($"event {i:000} {new string('x', 1_000)}");
        await sink.FlushAsync();
        sink.Stored.Select(m => m[..9]).Order().Should().Equal(Enumerable.Range(0, 300).Select(i => $"event {i:000}"));
        sink.Losses.Should().BeEmpty();
    }

    [Test]
    public async Task DurableEventsOutlastARestartAndRejectedOnesAreKeptAsDeadLetters()
    {
        using var folder = new TempFolder();
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event");
        await using (var first = EmulatedSink.On(aws, Configure))
        {
            await aws.StopListeningAsync();
            first.EmitNumbered(0, 20);
            first.Emit("poison \"1\"");
            await first.Sink.StopAsync(TimeSpan.Zero);
            await aws.ResumeListeningAsync();
        }

        await using var second = EmulatedSink.On(aws, Configure);
        second.Sink.Emit(Some.Event("before 1970", at: DateTimeOffset.UnixEpoch.AddDays(-1)));
        await second.FlushAsync();

        second.Stored.Should().BeEquivalentTo(Enumerable.Range(0, 20).Select(i => $"event {i}"));
        second.Losses.Select(f => (f.Reason, f.Events.Single().RenderMessage())).Should().BeEquivalentTo(
            [(CloudWatchFailureReason.Invalid, "poison \"1\""), (CloudWatchFailureReason.Invalid, "before 1970")]);
        var letters = Directory.GetFiles(folder.FullName, "*dead*").SelectMany(System.IO.File.ReadAllLines).ToArray();
        letters.Should().HaveCount(2).And.ContainSingle(l => l.EndsWith("\"message\":\"poison \\\"1\\\"\"}"));
        second.ShouldBeAccountedFor();

        void Configure(CloudWatchSinkOptions options) =>
            (options.Protocol, options.BufferBaseFilename, options.EagerlyEmitFirstEvent) = (CloudWatchProtocol.Cbor, folder.GetFile("orders"), false);
    }

    [Test]
    public void AnAuditIsStoredOrThrows()
    {
        using var audited = new AuditedGroup(o => o.Protocol = CloudWatchProtocol.Cbor);
        audited.Logger.Information("größe \"{I}\"", 1);
        audited.Aws.Events(EmulatedSink.Group).Should().ContainSingle();
        audited.Aws.Faults.On("PutLogEvents").Reject("AccessDeniedException", "User is not authorized");

        var log = () => audited.Logger.Information("denied");
        log.Should().Throw<AggregateException>().Which.InnerException.Should().BeOfType<CloudWatchLogsException>().Which.ErrorCode.Should().Be("AccessDeniedException");
        var old = () => audited.Logger.Write(Some.Event("old", at: DateTimeOffset.UtcNow.AddDays(-15)));
        old.Should().Throw<AggregateException>().Which.InnerException!.Message.Should().Contain("14 days");
        audited.Aws.Requests.Should().OnlyContain(r => r.Headers["smithy-protocol"] == "rpc-v2-cbor");
    }

    [Test]
    public async Task SerilogsOwnBatchingSpeaksItToo()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event");
        var options = new CloudWatchSinkOptions { LogGroup = EmulatedSink.Group, LogStream = EmulatedSink.Stream, Protocol = CloudWatchProtocol.Cbor, OnFailure = _ => { } };
        aws.Connect(options.Connection.UseEndpoint);
        using var sink = new CloudWatchBatchedSink(options);
        await sink.EmitBatchAsync([.. new[] { "a", "poison", "b" }.Select(m => Some.Event(m, at: DateTimeOffset.UtcNow))]);
        aws.Events(EmulatedSink.Group).Should().HaveCount(2);
        aws.Requests.Should().OnlyContain(r => r.Headers["smithy-protocol"] == "rpc-v2-cbor");
    }

    [Test]
    public async Task AServerThatDoesNotKnowTheProtocolCostsNoEventBeforeTheRetryTimeLimitAndIsReportedByTheOption()
    {
        await using var server = await WireServer.StartAsync(404, """{"__type":"UnknownOperationException"}""");
        await using var sink = EmulatedSink.On(await CloudWatchLogsEmulator.StartAsync(), o =>
        {
            (o.Protocol, o.RetryTimeLimit) = (CloudWatchProtocol.Cbor, TimeSpan.FromMinutes(2));
            (o.Connection.ServiceUrl, o.Connection.Credentials) = (server.Url, WireServer.Credentials);
        });
        sink.EmitNumbered(0, 100);
        var flush = sink.Sink.FlushAsync(CancellationToken.None);
        await sink.SettleUntilAsync(() => !sink.Failures.IsEmpty);
        sink.Failures.First().Kind.Should().Be(CloudWatchFailureKind.Temporary);
        sink.Failures.First().Exception!.Message.Should().Contain("option protocol: set it to 'Json'");

        await sink.SettleAsync(flush);
        sink.Losses.Should().OnlyContain(f => f.Reason == CloudWatchFailureReason.RetryTimeLimit && f.Exception!.Message.Contains("option protocol"));
        sink.Losses.Sum(f => f.Count).Should().Be(100);
        sink.ShouldBeAccountedFor();
        await sink.Aws.DisposeAsync();
    }

    static Task<EmulatedSink> StartAsync(Action<CloudWatchSinkOptions>? configure = null, Action<CloudWatchLogsEmulatorOptions>? emulate = null) => EmulatedSink.StartAsync(o =>
    {
        o.Protocol = CloudWatchProtocol.Cbor;
        configure?.Invoke(o);
    }, emulate);

    /// <summary>Texts of any characters, some of them long, in any order of time.</summary>
    static LogEvent[] OddEventsAround(DateTimeOffset now)
    {
        var random = new Random(22);
        var texts = Texts.Any.Sample(OddEvents, 50).ToArray();
        return [.. texts.Select((text, i) => Some.Event(
            "{Text} {I}", (LogEventLevel)random.Next(6), now.AddMilliseconds(-random.Next(1_000_000)),
            properties: [("Text", i % 500 == 0 ? text + new string('ü', random.Next(40_000)) : text), ("I", i), ("Nested", Some.Structure(text, ("Inner", text)))]))];
    }

    /// <summary>What a sink of its own stores on an emulator of its own; events of the same time may come in any order.</summary>
    static async Task<(DateTimeOffset, string)[]> StoreAsync(CloudWatchProtocol protocol, LogEvent[] events, bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            (o.Protocol, o.Formatter) = (protocol, new CloudWatchJsonFormatter());
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        foreach (var logEvent in events) sink.Sink.Emit(logEvent);
        await sink.FlushAsync();
        sink.Failures.Should().BeEmpty();
        sink.ShouldBeAccountedFor();
        return [.. sink.Aws.Events(EmulatedSink.Group).Select(e => (e.Timestamp, e.Message)).OrderBy(e => e.Timestamp).ThenBy(e => e.Message, StringComparer.Ordinal)];
    }
}
