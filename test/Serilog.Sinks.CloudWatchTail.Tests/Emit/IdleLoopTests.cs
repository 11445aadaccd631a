using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>A loop with nothing to do sleeps.</summary>
public class IdleLoopTests
{
    [Test]
    public async Task TheLoopSleepsWhileAnOpenBatchOfAStreamThatFailedOnceIsNotDue()
    {
        var clock = new CountingTimeProvider();
        await using var sink = new SinkUnderTest(o => { o.TimeProvider = clock; o.BufferingTimeLimit = TimeSpan.FromSeconds(1); o.RetryTimeLimit = TimeSpan.FromMilliseconds(100); });
        sink.Sink.Emit(Some.Event("poison", LogEventLevel.Fatal));
        (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable);
        await Eventually.HoldsAsync(() => sink.Sink.Gauges.Waiting == 0, async () =>
        {
            // Given up in the end: the stream still counts as failing.
            if (sink.Client.PutsNotTaken > 0) (await sink.Client.NextPutAsync()).Fail(CloudWatchLogsErrorClass.Unavailable);
        });

        var before = clock.Reads;
        sink.Emit("next");
        var put = await sink.Client.NextPutAsync();
        (clock.Reads - before).Should().BeLessThan(100);
        put.Accept();
    }

    sealed class CountingTimeProvider : TimeProvider
    {
        long _reads;

        public long Reads => Volatile.Read(ref _reads);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _reads);
            return base.GetTimestamp();
        }
    }
}
