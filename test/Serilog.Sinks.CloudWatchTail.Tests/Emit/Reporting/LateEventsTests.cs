using System.Collections.Concurrent;
using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Reporting;

/// <summary>Events that come after disposal.</summary>
public class LateEventsTests
{
    [Test]
    public async Task TheCallerOfALateEventWaitsForNoCallbackAndCallbacksDoNotOverlap()
    {
        using var release = new ManualResetEventSlim();
        var (inside, most, reported) = (0, 0, 0L);
        var threads = new ConcurrentBag<int>();
        var sink = new SinkUnderTest(o => o.OnFailure = f =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            threads.Add(Environment.CurrentManagedThreadId);
            release.Wait(Limits.Patience);
            Interlocked.Add(ref reported, f.Count);
            Interlocked.Decrement(ref inside);
        });
        await sink.DisposeAsync();

        var callers = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            sink.Emit("late");
            return Environment.CurrentManagedThreadId;
        }, TaskCreationOptions.LongRunning)).ToArray();
        var callersThreads = await Task.WhenAll(callers).WaitAsync(Limits.Patience);
        sink.ShouldBeAccountedFor();
        release.Set();

        await UntilAsync(() => Interlocked.Read(ref reported) == 8);
        most.Should().Be(1);
        threads.Should().NotIntersectWith(callersThreads);
    }

    [Test]
    public async Task ALateEventReachesTheFallbackSinks()
    {
        var fallback = new CollectingSink();
        var made = 0;
        var sink = new SinkUnderTest(o => o.Fallback = wt =>
        {
            made++;
            wt.Sink(fallback);
        });
        await sink.DisposeAsync();
        sink.Emit("late");
        await UntilAsync(() => !sink.Failures.IsEmpty);
        fallback.Texts.Should().Equal("late");
        made.Should().Be(2, "the first ones are closed with the sink");
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(began) > Limits.Patience) throw new TimeoutException();
            await Task.Yield();
        }
    }
}
