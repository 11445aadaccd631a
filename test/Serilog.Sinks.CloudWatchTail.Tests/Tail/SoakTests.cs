using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>Everything at once, by chance but repeatable: whatever happens, each event that was put is received once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SoakTests
{
    const int Steps = 70;

    [Test]
    public async Task WhateverHappensEachEventIsReceivedOnce([Range(1, 3)] int seed)
    {
        var random = new Random(seed);
        var speed = new FastTimeProvider(20);
        await using var harness = await TailHarness.CreateAsync(
            options =>
            {
                options.Overlap = TimeSpan.FromSeconds(16);
                options.SweepInterval = seed % 2 == 0 ? TimeSpan.FromSeconds(8) : TimeSpan.FromSeconds(12);
                options.BlockWhenFull = true;
                options.QueueLimit = 200;
            },
            options =>
            {
                options.LiveTailUpdateLimit = 40;
                options.LiveTailGroupNaming = (LiveTailGroupNaming)(seed % 3);
                options.LiveTailIngestionTimeSkew = TimeSpan.FromMilliseconds(seed);
                options.FilterLogEventsEmptyPages = seed % 2;
                options.VisibilityDelay = TimeSpan.FromSeconds(seed * 3);
            },
            speed,
            noticesSilence: true);
        var consumer = new MeteredSink(harness.Logger);
        harness.Run(new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(consumer).CreateLogger());
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();

        var put = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            Break(harness, random);
            Write(harness, random, put);
            consumer.Allow(random.Next(4) == 0 ? 0 : random.Next(80));
            await NextSecondAsync(harness);
        }

        consumer.Allow(1_000_000);
        harness.Aws.Faults.Clear();
        await harness.WaitForEventsAsync(put.Count);
        // Whatever would come twice comes now: all is looked at again.
        await harness.Aws.WaitForRequestsAsync("FilterLogEvents", harness.Aws.RequestCount("FilterLogEvents") + 2);
        await harness.StopAsync();

        harness.Events.Select(Key).Order().Should().Equal(put.Order(), "of seed {0}", seed);
        harness.NoticesOf<CloudWatchLiveTailNotice.EventsDropped>().Should().BeEmpty();
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Should().NotBeEmpty();
    }

    static void Write(TailHarness harness, Random random, List<string> put)
    {
        var count = random.Next(12) == 0 ? random.Next(300) : random.Next(15);
        foreach (var stream in Enumerable.Range(0, count).GroupBy(_ => random.Next(5)))
        {
            var events = stream.Select(_ => (Time(harness, random), $"line {random.Next(5)}")).ToArray();
            harness.Aws.Put(TailHarness.Group, $"s{stream.Key}", events);
            put.AddRange(events.Select(e => $"{e.Item1.ToUnixTimeMilliseconds()} s{stream.Key} {e.Item2}"));
        }
    }

    static string Key(LogEvent e) =>
        $"{e.Timestamp.ToUnixTimeMilliseconds()} {((ScalarValue)e.Properties["LogStream"]).Value} {e.MessageTemplate.Text}";

    static DateTimeOffset Time(TailHarness harness, Random random) => random.Next(6) switch
    {
        0 => harness.Now.AddSeconds(-8 * random.NextDouble()),
        1 => harness.Now.AddMinutes(100 * random.NextDouble()),
        _ => DateTimeOffset.FromUnixTimeSeconds(harness.Now.ToUnixTimeSeconds()),
    };

    static void Break(TailHarness harness, Random random)
    {
        if (random.Next(15) == 0) harness.Aws.Faults.On("FilterLogEvents").Times(random.Next(1, 4)).Throttle();
        if (random.Next(15) == 0) harness.Aws.Faults.On("StartLiveTail").Times(random.Next(1, 3)).Throttle();
        if (harness.Aws.LiveTailSessions.FirstOrDefault() is not { } session) return;

        switch (random.Next(40))
        {
            case 0: session.CutMidFrame(withEvents: true); break;
            case 1: session.CutBetweenFrames(); break;
            case 2: session.GoSilent(); break;
            case 3: session.Expire(); break;
            case 4: session.CorruptMessageChecksum(withEvents: true); break;
            case 5: session.EndWithException("SessionStreamingException", "Broken."); break;
            case 6: session.EndCleanly(withEvents: true); break;
            case 7 or 8 or 9: session.LoseEvents(); break;
        }
    }

    static async Task NextSecondAsync(TailHarness harness)
    {
        var now = harness.Now;
        var session = harness.Aws.LiveTailSessions.FirstOrDefault();
        var sent = session?.SentUpdates;
        var requests = harness.Aws.Requests.Count;
        await harness.Aws.WaitUntilAsync(aws =>
            session is null || session.Ended.IsCompleted || session.IsSilent
                ? aws.Requests.Count > requests || harness.Now - now > TimeSpan.FromSeconds(1)
                : session.SentUpdates > sent);
    }

    /// <summary>Takes only as many events as it is allowed to.</summary>
    sealed class MeteredSink(ILogger next) : ILogEventSink
    {
        readonly SemaphoreSlim _allowed = new(0);

        public void Allow(int count)
        {
            if (count > 0) _allowed.Release(count);
        }

        public void Emit(LogEvent logEvent)
        {
            _allowed.Wait(TimeSpan.FromSeconds(60));
            next.Write(logEvent);
        }
    }
}
