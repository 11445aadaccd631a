using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>How the sink tells: the callback, the fallback sinks, SelfLog and the meter.</summary>
[NonParallelizable]
public class FailureSurfaceTests
{
    [Test]
    public async Task WhatCannotBeDeliveredGoesToTheFallbackSinksAtEveryLevel()
    {
        var fallback = new CollectingSink();
        await using var sink = await EmulatedSink.StartAsync(o => o.Fallback = wt => wt.Sink(fallback));
        await sink.Aws.StopListeningAsync();
        foreach (var level in Enum.GetValues<LogEventLevel>()) sink.Sink.Emit(Some.Event($"{level}", level));
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());

        fallback.Texts.Should().BeEquivalentTo(Enum.GetNames<LogEventLevel>());
        sink.Losses.Sum(f => f.Count).Should().Be(6);
    }

    [Test]
    public async Task AnotherCloudWatchSinkMayBeTheFallback()
    {
        await using var elsewhere = await CloudWatchLogsEmulator.StartAsync();
        await using var sink = await EmulatedSink.StartAsync(o => o.Fallback = wt => wt.CloudWatch(f =>
        {
            f.LogGroup = EmulatedSink.Group;
            f.OutputTemplate = "{Message:lj}";
            elsewhere.Connect(f.Connection.UseEndpoint);
        }));
        await sink.Aws.StopListeningAsync();
        sink.EmitNumbered(0, 20);
        await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
        elsewhere.Events(EmulatedSink.Group).Select(e => e.Message).Should().BeEquivalentTo(Enumerable.Range(0, 20).Select(i => $"event {i}"));
    }

    [Test]
    public async Task ACallbackThatThrowsOrLogsDoesNoHarm()
    {
        using var selfLog = new SelfLogCollector();
        EmulatedSink? sink = null;
        sink = await EmulatedSink.StartAsync(o => o.OnFailure = f =>
        {
            sink!.Logger.Error("the callback logs {Failure}", f.Message);
            throw new InvalidOperationException("the callback fails");
        });
        await using (sink)
        {
            sink.Aws.Faults.On("PutLogEvents").Times(2).Throttle();
            sink.EmitNumbered(0, 10);
            await sink.FlushAsync();
            sink.Stored.Should().HaveCount(10, "what the callback logged was refused");
            sink.Sink.Gauges.Ledger.Suppressed.Should().BePositive();
            sink.Sink.Gauges.Emitted.Should().Be(10);
            sink.ShouldBeAccountedFor();
        }

        selfLog.Lines.Should().Contain(l => l.Contains("the callback fails"));
    }

    [Test]
    public async Task WithoutACallbackSelfLogSaysWhatWasLostAndNeverAWholeEventNorACredential()
    {
        using var selfLog = new SelfLogCollector();
        await using (var sink = await EmulatedSink.StartAsync(o => o.OnFailure = null, e => e.Credentials = new EmulatorCredentials("AKIDEXAMPLE", "very-secret-key")))
        {
            await sink.Aws.StopListeningAsync();
            sink.Sink.Emit(Some.Event("the card is {Number}", properties: [("Number", "4111-1111")]));
            await sink.SettleAsync(sink.Sink.DisposeAsync().AsTask());
        }

        var text = string.Join('\n', selfLog.Lines);
        text.Should().Contain("1 event(s) for /shop/orders").And.Contain("shutdownTimeLimit");
        text.Should().NotContain("4111").And.NotContain("very-secret-key").And.NotContain("AKIDEXAMPLE");
    }

    [Test]
    public async Task TheMeterTellsWhatBecameOfEveryEvent()
    {
        const string Group = "/meter/test";
        using var meter = new MeterReader("cloudwatchtail.sink.", Group);
        await using (var sink = await EmulatedSink.StartAsync(o => { o.LogGroup = Group; o.QueueLimit = 50; }))
        {
            sink.EmitNumbered(0, 30);
            await sink.FlushAsync();
            var hold = sink.Aws.Faults.On("PutLogEvents").UntilCleared().Hold();
            sink.EmitNumbered(30, 100);
            meter.Read();
            meter["queue.length"].Should().Be(50);
            (meter["emitted"] - meter["delivered"] - meter["queue.length"]).Should().Be(50, "so many were refused");
            var flush = sink.Sink.FlushAsync(CancellationToken.None);
            hold.Clear();
            await sink.SettleAsync(flush);

            meter.Read();
            meter["emitted"].Should().Be(130);
            meter["delivered"].Should().Be(80);
            meter.Lost.Should().Be(50);
            meter["queue.length"].Should().Be(0);
            meter["requests"].Should().BeInRange(3, 8);
            meter["bytes"].Should().BePositive();
        }

        meter.Read();
        meter["emitted"].Should().Be(130, "a counter does not fall when a sink closes");
        meter["delivered"].Should().Be(80);
    }

    [Test]
    public async Task RefusedEventsAreCountedExactlyOverHttpToo()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.QueueLimit = 1_000);
        using (sink.Aws.Faults.On("PutLogEvents").UntilCleared().Hold())
        {
            sink.EmitNumbered(0, 5_000);
        }

        await sink.FlushAsync();
        sink.Losses.Should().OnlyContain(f => f.Reason == CloudWatchFailureReason.QueueFull);
        sink.Losses.Sum(f => f.Count).Should().Be(5_000 - sink.Sink.Gauges.Ledger.Delivered);
        sink.Stored.Should().HaveCount((int)sink.Sink.Gauges.Ledger.Delivered).And.OnlyHaveUniqueItems();
        sink.ShouldBeAccountedFor();
    }

    [Test]
    public async Task WithBlockWhenFullNothingIsRefused()
    {
        await using var sink = await EmulatedSink.StartAsync(o => { o.QueueLimit = 100; o.BlockWhenFull = true; o.TimeProvider = TimeProvider.System; });
        var writers = Enumerable.Range(0, 4).Select(w => Task.Factory.StartNew(() => sink.EmitNumbered(w * 1_000, 1_000), TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(writers).WaitAsync(Limits.Patience);
        await sink.Sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        sink.Stored.Should().HaveCount(4_000).And.OnlyHaveUniqueItems();
        sink.Losses.Should().BeEmpty();
    }
}
