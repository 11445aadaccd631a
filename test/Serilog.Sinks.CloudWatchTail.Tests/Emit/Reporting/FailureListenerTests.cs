using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Reporting;

/// <summary>Serilog's failure listener hears of everything that the callback and the fallback hear of, once, in memory and in durable mode.</summary>
public class FailureListenerTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static IEnumerable<TestCaseData> Kinds()
    {
        foreach (var durable in new[] { false, true })
        {
            yield return Row(CloudWatchFailureReason.Unavailable, LoggingFailureKind.Temporary, durable, null, Refused(aws => aws.Faults.On("PutLogEvents").Times(1).Status(503)));
            yield return Row(CloudWatchFailureReason.Throttled, LoggingFailureKind.Temporary, durable, null, Refused(aws => aws.Faults.On("PutLogEvents").Times(1).Throttle()));
            yield return Row(CloudWatchFailureReason.Denied, LoggingFailureKind.Temporary, durable, null, Refused(aws => aws.Faults.On("PutLogEvents").Times(1).Reject("AccessDeniedException", "no")));
            yield return Row(CloudWatchFailureReason.NotFound, LoggingFailureKind.Temporary, durable, o => (o.CreateLogGroup, o.CreateLogStream) = (false, false), async sink =>
            {
                sink.Emit("a");
                await sink.SettleUntilAsync(() => !sink.Failures.IsEmpty);
                sink.Aws.CreateLogGroup(EmulatedSink.Group);
                sink.Aws.CreateLogStream(EmulatedSink.Group, EmulatedSink.Stream);
                await sink.FlushAsync();
            });
            yield return Row(CloudWatchFailureReason.StreamLimit, LoggingFailureKind.Temporary, durable, o => (o.StreamLimit, o.LogStream) = (1, "{X}"), async sink =>
            {
                foreach (var x in new[] { "a", "b" }) sink.Sink.Emit(Some.Event("{X}", at: Now, properties: [("X", x)]));
                await sink.FlushAsync();
            });
            yield return Row(CloudWatchFailureReason.TooOld, LoggingFailureKind.Permanent, durable, null, At(TimeSpan.FromDays(-20)));
            yield return Row(CloudWatchFailureReason.TooNew, LoggingFailureKind.Permanent, durable, null, At(TimeSpan.FromDays(1)));
            yield return Row(CloudWatchFailureReason.Expired, LoggingFailureKind.Permanent, durable, o => o.RetentionInDays = 1, At(TimeSpan.FromDays(-2)));
            yield return Row(CloudWatchFailureReason.Invalid, LoggingFailureKind.Permanent, durable, null, At(DateTimeOffset.UnixEpoch.AddDays(-1) - Now));
            yield return Row(CloudWatchFailureReason.Closed, LoggingFailureKind.Permanent, durable, null, async sink =>
            {
                await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
                sink.Emit("late");
            });
        }

        yield return Row(CloudWatchFailureReason.QueueFull, LoggingFailureKind.Permanent, durable: false, o => o.QueueLimit = 50, async sink =>
        {
            using (sink.Aws.Faults.On("PutLogEvents").UntilCleared().Hold()) sink.EmitNumbered(0, 200);
            await sink.FlushAsync();
        });
        yield return Row(CloudWatchFailureReason.RetryTimeLimit, LoggingFailureKind.Permanent, durable: false, o => o.RetryTimeLimit = TimeSpan.FromSeconds(3), async sink =>
        {
            await sink.Aws.StopListeningAsync();
            sink.EmitNumbered(0, 20);
            await sink.FlushAsync();
        });
        yield return Row(CloudWatchFailureReason.ShutdownTimeLimit, LoggingFailureKind.Final, durable: false, null, async sink =>
        {
            await sink.Aws.StopListeningAsync();
            sink.EmitNumbered(0, 20);
            await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
        });
        yield return Row(CloudWatchFailureReason.BufferFull, LoggingFailureKind.Permanent, durable: true, o => o.BufferSizeLimitBytes = BufferRig.SmallestLimit, async sink =>
        {
            await sink.Aws.StopListeningAsync();
            for (var i = 0; i < 300; i++) sink.Emit($"{i} {new string('x', 50_000)}");
            await sink.Aws.ResumeListeningAsync();
            await sink.FlushAsync();
        });
        yield return Row(CloudWatchFailureReason.BufferUnavailable, LoggingFailureKind.Temporary, durable: true, o => o.BufferFiles = new FaultyFiles { BytesLeft = 10 }, async sink =>
        {
            sink.EmitNumbered(0, 20);
            await sink.FlushAsync();
        });
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task EachHearsOnce(CloudWatchFailureReason reason, LoggingFailureKind kind, bool durable, Action<CloudWatchSinkOptions>? configure, object provocation)
    {
        using var folder = new TempFolder();
        var fallback = new CollectingSink();
        var listener = new RecordingListener();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
            o.Fallback = wt => wt.Sink(fallback);
            configure?.Invoke(o);
        });
        sink.Sink.SetFailureListener(listener);
        await ((Func<EmulatedSink, Task>)provocation)(sink);

        // Late events are reported on another thread, the listener last.
        await sink.SettleUntilAsync(() => sink.Failures.Any(f => f.Reason == reason) && listener.All.Count() == sink.Failures.Count);
        var told = sink.Failures.ToArray();
        var heard = listener.All.ToArray();
        told.Should().Contain(f => f.Reason == reason);
        heard.Select(h => (int)h.Kind).Should().Equal(told.Select(f => (int)f.Kind));
        heard.Zip(told).Should().OnlyContain(p => p.First.Message.StartsWith(p.Second.Message, StringComparison.Ordinal) && p.First.Exception == p.Second.Exception && p.First.Sender == sink.Sink);
        heard[Array.FindIndex(told, f => f.Reason == reason)].Kind.Should().Be(kind);
        heard.Where(h => h.Kind == LoggingFailureKind.Temporary).Should().NotContain(h => h.Events != null);
        listener.Events.Should().Equal(sink.Losses.SelectMany(f => f.Events)).And.OnlyHaveUniqueItems();
        fallback.Events.Should().Equal(sink.Losses.SelectMany(f => f.Events));
        foreach (var (h, f) in heard.Zip(told).Where(p => p.First.Kind != LoggingFailureKind.Temporary))
        {
            if ((h.Events?.Count ?? 0) < f.Count) h.Message.Should().Contain($"{f.Count}").And.Contain("available");
        }
    }

    [Test]
    public async Task AFileThatIsFoundDamagedAtTheStartWaitsForTheListener()
    {
        using var folder = new TempFolder();
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await aws.StopListeningAsync();
        await using (var first = EmulatedSink.On(aws, o => o.BufferBaseFilename = folder.GetFile("orders")))
        {
            first.EmitNumbered(0, 5);
            await first.Sink.StopAsync(TimeSpan.Zero);
        }

        var segment = BufferRig.FilesOf(folder.GetFile("orders"), 1).Single();
        var bytes = System.IO.File.ReadAllBytes(segment);
        bytes[^3] ^= 0x41;
        System.IO.File.WriteAllBytes(segment, [.. bytes, .. bytes[^40..]]);

        await aws.ResumeListeningAsync();
        await using var second = EmulatedSink.On(aws, o => o.BufferBaseFilename = folder.GetFile("orders"));
        await second.SettleUntilAsync(() => second.Failures.Any(f => f.Reason == CloudWatchFailureReason.BufferDamaged));
        var listener = new RecordingListener();
        second.Sink.SetFailureListener(listener);
        listener.Losses.Select(h => h.Message).Should().Contain(m => m.Contains("is damaged") && m.Contains("not available"));
        await second.FlushAsync();
        listener.All.Should().HaveCount(second.Failures.Count);
    }

    [Test]
    public async Task AListenerThatThrowsOrLogsDoesNoHarm()
    {
        EmulatedSink sink = null!;
        await using (sink = await EmulatedSink.StartAsync())
        {
            var calls = 0;
            sink.Sink.SetFailureListener(new Listener(() =>
            {
                calls++;
                sink.Logger.Error("the listener logs");
                throw new InvalidOperationException("the listener fails");
            }));

            // The stream is there: else the answer of a put beside those that are throttled may be that it is missing, and the one failure that is told.
            sink.Emit("first");
            await sink.FlushAsync();
            sink.Aws.Faults.On("PutLogEvents").Times(2).Throttle();
            sink.EmitNumbered(0, 10);
            sink.Sink.Emit(Some.Event("too old", at: Now.AddDays(-20)));
            await sink.FlushAsync();
            calls.Should().Be(sink.Failures.Count).And.BeGreaterThan(1);
            sink.Stored.Should().HaveCount(11);
            sink.Sink.Gauges.Ledger.Suppressed.Should().Be(calls);
            sink.ShouldBeAccountedFor();
        }
    }

    sealed class Listener(Action call) : ILoggingFailureListener
    {
        public void OnLoggingFailed(object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception) => call();
    }

    static Func<EmulatedSink, Task> Refused(Action<CloudWatchLogsEmulator> fail) => async sink =>
    {
        sink.Emit("first");
        await sink.FlushAsync();
        fail(sink.Aws);
        sink.EmitNumbered(0, 10);
        await sink.FlushAsync();
        sink.Stored.Should().HaveCount(11);
    };

    static Func<EmulatedSink, Task> At(TimeSpan fromNow) => async sink =>
    {
        sink.Emit("now");
        await sink.FlushAsync();
        sink.Sink.Emit(Some.Event("then", at: Now + fromNow));
        await sink.FlushAsync();
    };

    static TestCaseData Row(
        CloudWatchFailureReason reason, LoggingFailureKind kind, bool durable, Action<CloudWatchSinkOptions>? configure, Func<EmulatedSink, Task> provoke) =>
        new TestCaseData(reason, kind, durable, configure, provoke).SetArgDisplayNames($"{reason}, {(durable ? "durable" : "in memory")}");
}
