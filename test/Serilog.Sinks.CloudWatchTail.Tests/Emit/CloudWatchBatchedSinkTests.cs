using System.Collections.Concurrent;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.PeriodicBatching;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>The sink for those who want Serilog's own batching: what is accepted is not sent again, and what is lost is reported.</summary>
public class CloudWatchBatchedSinkTests
{
    readonly ConcurrentQueue<CloudWatchFailure> _failures = new();
    readonly CollectingSink _fallback = new();
    CloudWatchLogsEmulator _aws = null!;

    IEnumerable<string> Stored => _aws.Events("/batched").Select(e => e.Message);

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await CloudWatchLogsEmulator.StartAsync();
        _failures.Clear();
        _fallback.Events.Clear();
    }

    [TearDown]
    public async Task StopAsync() => await _aws.DisposeAsync();

    [Test]
    public async Task SerilogsOwnBatchingDeliversEverythingOnce()
    {
        _aws.Faults.On("PutLogEvents").Times(1).Throttle();
        await using (var logger = new LoggerConfiguration().WriteTo.Sink(
            new CloudWatchBatchedSink(Options()), new BatchingOptions { BatchSizeLimit = 300, BufferingTimeLimit = TimeSpan.FromMilliseconds(50) }).CreateLogger())
        {
            for (var i = 0; i < 2_000; i++) logger.Information("event {I}", i);

            // At its end the engine tries once.
            await _aws.WaitForEventsAsync("/batched", 2_000).WaitAsync(Limits.Patience);
        }

        Stored.Should().HaveCount(2_000).And.OnlyHaveUniqueItems();
        _failures.Should().BeEmpty();
    }

    [Test]
    public async Task PeriodicBatchingAdaptsToIt()
    {
        await using (var logger = new LoggerConfiguration().WriteTo.Sink((Serilog.Core.ILogEventSink)new PeriodicBatchingSink(
            new Adapter(new CloudWatchBatchedSink(Options())), new PeriodicBatchingSinkOptions { Period = TimeSpan.FromMilliseconds(50) })).CreateLogger())
        {
            for (var i = 0; i < 100; i++) logger.Information("event {I}", i);
        }

        Stored.Should().HaveCount(100).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task WhenABatchIsOfferedAgainOnlyWhatWasNotAcceptedIsSent()
    {
        using var sink = new CloudWatchBatchedSink(Options(o => o.LogStream = "{Stream}"));
        var events = Enumerable.Range(0, 40).Select(i => Event($"event {i}", stream: i % 4)).ToList();
        _aws.CreateLogGroup("/batched");
        using (_aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("\"logStreamName\":\"2\"")).UntilCleared().Status(503))
        {
            await sink.Awaiting(s => s.EmitBatchAsync(events)).Should().ThrowAsync<CloudWatchLogsException>();
        }

        Stored.Should().HaveCount(30);
        events.Add(Event("one more", stream: 0));
        await sink.EmitBatchAsync(events);
        Stored.Should().HaveCount(41).And.OnlyHaveUniqueItems();
        _failures.Should().BeEmpty();

        // The same batch after its success is another one.
        await sink.EmitBatchAsync(events);
        Stored.Should().HaveCount(82);
    }

    [Test]
    public async Task WhatSerilogOffersNoMoreIsReportedWithItsEvents()
    {
        using (var sink = new CloudWatchBatchedSink(Options()))
        {
            await _aws.StopListeningAsync();
            await sink.Awaiting(s => s.EmitBatchAsync([Event("a"), Event("b")])).Should().ThrowAsync<CloudWatchLogsException>();
            await sink.Awaiting(s => s.EmitBatchAsync([Event("c")])).Should().ThrowAsync<CloudWatchLogsException>();
            _failures.Should().ContainSingle(f => f.Reason == CloudWatchFailureReason.RetryTimeLimit && f.Kind == CloudWatchFailureKind.Permanent && f.Count == 2);
        }

        _failures.Last().Kind.Should().Be(CloudWatchFailureKind.Final);
        _fallback.Texts.Should().Equal("a", "b", "c");
    }

    [Test]
    public async Task WhatTheServiceWillNeverTakeIsReportedAndTakesNoOtherAlong()
    {
        _aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event");
        using var sink = new CloudWatchBatchedSink(Options());
        await sink.EmitBatchAsync(
        [
            .. Enumerable.Range(0, 50).Select(i => Event($"event {i}")), Event("poison"), Event("too old", at: DateTimeOffset.UtcNow.AddDays(-20)),
            Event("too new", at: DateTimeOffset.UtcNow.AddDays(1)), Event("before 1970", at: DateTimeOffset.UnixEpoch.AddDays(-1)),
        ]);
        Stored.Should().HaveCount(50);
        _failures.Select(f => (f.Reason, f.Events.Single().MessageTemplate.Text)).Should().BeEquivalentTo([
            (CloudWatchFailureReason.Invalid, "poison"), (CloudWatchFailureReason.TooOld, "too old"),
            (CloudWatchFailureReason.TooNew, "too new"), (CloudWatchFailureReason.Invalid, "before 1970")]);
        _fallback.Events.Should().HaveCount(4);
    }

    [Test]
    public async Task AnEventOverALimitThatTheServiceNamesIsShortened()
    {
        _aws.Faults.On("PutLogEvents").When(r => r.BodyText.Length > 100_000).UntilCleared().Reject("InvalidParameterException", "Log event too large: 200026 bytes exceeds limit of 65536");
        using var sink = new CloudWatchBatchedSink(Options());
        await sink.EmitBatchAsync([Event("small"), Event(new string('x', 200_000))]);
        Stored.Should().HaveCount(2);
        _failures.Should().BeEmpty();
    }

    [Test]
    public void AnInvalidOptionOrAFileFailsAtOnce()
    {
        var none = () => new CloudWatchBatchedSink(new CloudWatchSinkOptions());
        none.Should().Throw<ArgumentException>().WithMessage("*logGroup is required*");
        var durable = () => new CloudWatchBatchedSink(Options(o => o.BufferBaseFilename = "logs/orders"));
        durable.Should().Throw<ArgumentException>().WithMessage("*bufferBaseFilename*Serilog's batching*'logs/orders'*");
    }

    [Test]
    public async Task EventsBelowTheLevelAreLeftOut()
    {
        using var sink = new CloudWatchBatchedSink(Options(o => o.RestrictedToMinimumLevel = LogEventLevel.Error));
        await sink.EmitBatchAsync([Event("a"), Some.Event("b", LogEventLevel.Error, DateTimeOffset.UtcNow)]);
        Stored.Should().Equal("b");
    }

    [Test]
    public async Task ItsOwnRejectionsReachAFallbackChainThroughASinkThatHandsTheListenerOn()
    {
        _aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event");
        var next = new CollectingSink();
        await using (var logger = new LoggerConfiguration().WriteTo.FallbackChain(wt => wt.Sink(new HandingOn(new CloudWatchBatchedSink(Options()))), wt => wt.Sink(next)).CreateLogger())
        {
            foreach (var text in new[] { "one", "poison", "two" }) logger.Write(Event(text));
        }

        Stored.Should().Equal("one", "two");
        next.Texts.Should().Equal("poison");
        _failures.Should().ContainSingle(f => f.Reason == CloudWatchFailureReason.Invalid);
    }

    [Test]
    public async Task WhatSerilogGivesUpItTellsTheListenerItselfAndTheSinkNotAgain()
    {
        var listener = new RecordingListener();
        await _aws.StopListeningAsync();
        await using (var logger = new LoggerConfiguration().WriteTo.Fallible(wt => wt.Sink(new HandingOn(new CloudWatchBatchedSink(Options()))), listener).CreateLogger()) logger.Write(Event("one"));

        // Whether it hands over the events of its last batch depends on when its end comes.
        listener.All.SelectMany(h => h.Kind == Serilog.Core.LoggingFailureKind.Temporary ? [] : h.Events ?? []).Should().HaveCountLessThan(2);
        listener.All.Should().OnlyContain(h => h.Sender.GetType().Name == "BatchingSink");
        _fallback.Texts.Should().Equal("one");
    }

    [Test]
    public async Task SerilogsBatchingDoesNotHandTheListenerOn()
    {
        _aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "Invalid character in log event");
        var listener = new RecordingListener();
        await using (var logger = new LoggerConfiguration().WriteTo.Fallible(
            wt => wt.Sink(new CloudWatchBatchedSink(Options()), new BatchingOptions { BufferingTimeLimit = TimeSpan.FromMilliseconds(50) }), listener).CreateLogger())
            logger.Write(Event("poison"));

        listener.All.Should().BeEmpty();
        _fallback.Texts.Should().Equal("poison");
    }

    /// <summary>Serilog's batching, and the listener for what is behind it too.</summary>
    sealed class HandingOn(CloudWatchBatchedSink sink) : Serilog.Core.ILogEventSink, Serilog.Core.ISetLoggingFailureListener, IAsyncDisposable
    {
        readonly Serilog.Core.ILogEventSink _batching = LoggerSinkConfiguration.CreateSink(wt => wt.Sink(sink, new BatchingOptions { BufferingTimeLimit = TimeSpan.FromMilliseconds(50) }));

        public void Emit(LogEvent logEvent) => _batching.Emit(logEvent);

        public void SetFailureListener(Serilog.Core.ILoggingFailureListener failureListener)
        {
            ((Serilog.Core.ISetLoggingFailureListener)_batching).SetFailureListener(failureListener);
            sink.SetFailureListener(failureListener);
        }

        public ValueTask DisposeAsync() => ((IAsyncDisposable)_batching).DisposeAsync();
    }

    sealed class Adapter(CloudWatchBatchedSink sink) : Serilog.Sinks.PeriodicBatching.IBatchedLogEventSink, IDisposable
    {
        public Task EmitBatchAsync(IEnumerable<LogEvent> batch) => sink.EmitBatchAsync([.. batch]);

        public Task OnEmptyBatchAsync() => sink.OnEmptyBatchAsync();

        public void Dispose() => sink.Dispose();
    }

    CloudWatchSinkOptions Options(Action<CloudWatchSinkOptions>? configure = null)
    {
        var options = new CloudWatchSinkOptions
        {
            LogGroup = "/batched",
            LogStream = "s",
            OutputTemplate = "{Message:lj}",
            OnFailure = _failures.Enqueue,
            Fallback = wt => wt.Sink(_fallback),
        };
        _aws.Connect(options.Connection.UseEndpoint);
        configure?.Invoke(options);
        return options;
    }

    static LogEvent Event(string text, int stream = 0, DateTimeOffset? at = null) =>
        Some.Event(text, at: at ?? DateTimeOffset.UtcNow, properties: [("Stream", $"{stream}")]);
}
