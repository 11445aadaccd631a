using System.Diagnostics;
using Amazon.Runtime;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>The sink does not feed itself: not by its own calls, not by a tail of its own group.</summary>
public class NoStormTests
{
    [Test]
    public async Task ATailOfTheSinksOwnGroupDoesNotLoopThroughWrappersAndSubLoggers()
    {
        await using var sink = await EmulatedSink.StartAsync(o => { o.TimeProvider = TimeProvider.System; o.Formatter = null; }, e => e.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(20));
        sink.Emit("prime");
        await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);

        var seen = new CountingSink(3 * 2);
        var direct = new Passing(sink.Sink);
        await using (var logger = new LoggerConfiguration()
            .WriteTo.Sink(direct)
            .WriteTo.Async(a => a.Sink(new Passing(sink.Sink)))
            .WriteTo.Logger(sub => sub.Enrich.WithProperty("LogGroup", "something else").WriteTo.Sink(new Passing(sink.Sink)))
            .WriteTo.Sink(seen)
            .WriteTo.Logger(sub => sub.WriteTo.Sink(seen))
            .CreateLogger())
        {
            using var stop = new CancellationTokenSource();
            var live = new TaskCompletionSource();
            await using var tail = new CloudWatchLiveTail(o =>
            {
                o.LogGroups.Add(EmulatedSink.Group);
                o.OnNotice = n => { if (n is CloudWatchLiveTailNotice.Started) live.TrySetResult(); };
                sink.Aws.Connect(o.Connection.UseEndpoint);
            });
            var tailing = tail.RunAsync(logger, stop.Token);
            await live.Task.WaitAsync(Limits.Patience);

            sink.Sink.Emit(Some.Event("one", at: DateTimeOffset.UtcNow));
            sink.Sink.Emit(Some.Event("two", at: DateTimeOffset.UtcNow, properties: [("LogGroup", "its own")]));
            sink.Sink.Emit(Some.Event("three", at: DateTimeOffset.UtcNow, properties: [("$origin", "forged"), ("@origin", "forged")]));
            await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
            await seen.Complete.WaitAsync(Limits.Patience);
            stop.Cancel();
            await tailing;
        }

        await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        sink.Stored.Should().HaveCount(4, "every replayed event was refused, whichever way it came");

        // At least the three; a tail that was interrupted also shows what was stored just before it began.
        sink.Sink.Gauges.Ledger.Suppressed.Should().Be(seen.Count / 2 * 3);
        sink.Sink.Gauges.Emitted.Should().Be(4);
    }

    [Test]
    public async Task AnEventOfAnotherGroupOrRegionIsWritten()
    {
        await using var sink = await EmulatedSink.StartAsync();
        sink.Sink.Emit(Tailed("same", EmulatedSink.Group, sink.Aws.ServiceUrl));
        sink.Sink.Emit(Tailed("other group", "/other", sink.Aws.ServiceUrl));
        sink.Sink.Emit(Tailed("other region", EmulatedSink.Group, "eu-north-1"));
        await sink.FlushAsync();
        sink.Stored.Should().BeEquivalentTo("other group", "other region");
    }

    /// <summary>A monitoring account may tail a group of the same name in a linked one.</summary>
    [Test]
    public async Task AnEventOfAGroupOfTheSameNameInAnotherAccountIsWritten()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.Connection.Credentials = new BasicAWSCredentials("test", "test", "123456789012"));
        sink.Sink.Emit(Tailed("own account", EmulatedSink.Group, sink.Aws.ServiceUrl, "123456789012"));
        sink.Sink.Emit(Tailed("unknown account", EmulatedSink.Group, sink.Aws.ServiceUrl));
        sink.Sink.Emit(Tailed("linked account", EmulatedSink.Group, sink.Aws.ServiceUrl, "111122223333"));
        await sink.FlushAsync();
        sink.Stored.Should().BeEquivalentTo("linked account");
    }

    [Test]
    public async Task RequestsCarryNoTraceAndEventsRaisedByTheSinksOwnCallsAreRefused()
    {
        using var source = new ActivitySource("test");
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var activity = source.StartActivity("request");
        EmulatedSink? sink = null;
        sink = await EmulatedSink.StartAsync(o => o.Formatter = new LoggingFormatter(() => sink!.Logger.Information("the formatter logs")));
        await using (sink)
        {
            sink.EmitNumbered(0, 10);
            await sink.FlushAsync();
            sink.Stored.Should().HaveCount(10);
            sink.Sink.Gauges.Ledger.Suppressed.Should().BePositive();
            foreach (var request in sink.Aws.Requests) request.Headers.Should().NotContainKey("traceparent").And.NotContainKey("Request-Id").And.NotContainKey("baggage");
        }
    }

    static LogEvent Tailed(string text, string group, string endpoint, string account = "")
    {
        var original = Some.Event(text, at: DateTimeOffset.UtcNow);
        var origin = new EventOrigin("arn", group, "s", DateTimeOffset.UtcNow, endpoint, Account: account);
        return new LogEvent(original.Timestamp, original.Level, null, new TailedMessageTemplate(original.MessageTemplate, origin), []);
    }

    /// <summary>Another logger's way to the same sink, without ending it.</summary>
    sealed class Passing(ILogEventSink sink) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => sink.Emit(logEvent);
    }

    sealed class CountingSink(int expected) : ILogEventSink
    {
        readonly TaskCompletionSource _complete = new();
        int _count;

        public Task Complete => _complete.Task;

        public int Count => Volatile.Read(ref _count);

        public void Emit(LogEvent logEvent)
        {
            if (Interlocked.Increment(ref _count) == expected) _complete.TrySetResult();
        }
    }

    /// <summary>Stands for anything on the sink's own flow that logs: the HTTP client, a credential provider, a formatter.</summary>
    sealed class LoggingFormatter(Action log) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            log();
            logEvent.RenderMessage(output);
        }
    }
}
