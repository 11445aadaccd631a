using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>emitted + recovered = delivered + lost + waiting: not only at rest, but whenever the meter is read.</summary>
[NonParallelizable]
public class AccountingTests
{
    [Test]
    public async Task ARefusedEventIsCountedAsLostAtOnceAndNotOnlyWhenItIsReported()
    {
        var group = NewGroup();
        await using var sink = new SinkUnderTest(o => { o.LogGroup = group; o.QueueLimit = 2; });
        for (var i = 0; i < 1_000; i++) sink.Emit("x");

        using var meter = Read(group);
        meter["emitted"].Should().Be(1_000);
        meter["queue.length"].Should().Be(2);
        meter.Lost.Should().Be(998);
    }

    [Test]
    public async Task TheLawHoldsWheneverAListenerLooksWhileThreadsEmitAndPutsFail([Values] bool durable)
    {
        using var folder = new TempFolder();
        var group = NewGroup();
        var puts = 0;
        var client = new AcceptingClient
        {
            OnPut = async (_, _) =>
            {
                await Task.Yield();
                switch (Interlocked.Increment(ref puts) % 7)
                {
                    case 0: throw ScriptedClient.Error(CloudWatchLogsErrorClass.Throttled);
                    case 1: throw ScriptedClient.Error(CloudWatchLogsErrorClass.Invalid);
                    case 2: throw ScriptedClient.Error(CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);
                }
            },
        };
        var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = group,
            LogStream = "s",
            TimeProvider = new FastTimeProvider(1_000),
            ClientFactory = (_, _) => client,
            QueueLimit = 500,
            BatchSizeLimit = 40,
            BufferBaseFilename = durable ? folder.GetFile("orders") : null,
            RetryTimeLimit = TimeSpan.FromSeconds(20),
            OnFailure = _ => { },
        });

        using var done = new CancellationTokenSource();
        var looking = Task.Factory.StartNew(() => Look(group, done.Token), TaskCreationOptions.LongRunning);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
        {
            for (var i = 0; i < 20_000; i++) sink.Emit(Some.Event("x {I}", properties: [("I", i)]));
        }, TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(writers).WaitAsync(Limits.Patience);
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        for (var i = 0; i < 100; i++) sink.Emit(Some.Event("last"));
        await sink.StopAsync(TimeSpan.Zero).WaitAsync(Limits.Patience);
        done.Cancel();

        var (looks, wrong) = await looking.WaitAsync(Limits.Patience);
        wrong.Should().BeEmpty();
        looks.Should().BeGreaterThan(10);
        using var meter = Read(group);
        meter["emitted"].Should().Be(80_100);
    }

    [Test]
    public async Task WhatADisposedSinkLeavesOnTheDiskGoesOnWaitingAndIsNotCountedAgainByTheNextSink()
    {
        using var folder = new TempFolder();
        var group = NewGroup();
        await using (var first = Durable(group, folder))
        {
            for (var i = 0; i < 200; i++) first.Emit("x");
            await first.Sink.StopAsync(TimeSpan.Zero);
        }

        using (var meter = Read(group))
        {
            meter["emitted"].Should().Be(200);
            meter["queue.length"].Should().Be(200);
            meter["buffer.length"].Should().Be(200);
        }

        await using var second = Durable(group, folder);
        second.Sink.Gauges.Recovered.Should().Be(200);
        var flush = second.Sink.FlushAsync(CancellationToken.None);
        await second.AcceptUntilAsync(flush);
        using var after = Read(group);
        after["emitted"].Should().Be(200);
        after["recovered"].Should().Be(0, "no earlier process left them");
        after["delivered"].Should().Be(200);
        after["queue.length"].Should().Be(0);
    }

    static SinkUnderTest Durable(string group, TempFolder folder) => new(o =>
    {
        o.LogGroup = group;
        o.BufferBaseFilename = folder.GetFile("orders");
    });

    static (int Looks, List<string> Wrong) Look(string group, CancellationToken cancellationToken)
    {
        var (looks, wrong) = (0, new List<string>());
        using var meter = new MeterReader("cloudwatchtail.sink.", group);
        do
        {
            meter.Read();
            looks++;
            var (emitted, delivered, lost, waiting) = (meter["emitted"] + meter["recovered"], meter["delivered"], meter.Lost, meter["queue.length"]);
            if (emitted != delivered + lost + waiting || waiting < 0) wrong.Add($"{emitted} = {delivered} + {lost} + {waiting}");
        }
        while (!cancellationToken.IsCancellationRequested);

        return (looks, wrong);
    }

    static MeterReader Read(string group)
    {
        var meter = new MeterReader("cloudwatchtail.sink.", group);
        meter.Read();
        return meter;
    }

    static string NewGroup() => $"/accounting/{Guid.NewGuid():N}";
}
