using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Runtime;

[NonParallelizable]
public sealed class TailNoticesTests
{
    [Test]
    public async Task NoticesComeOneAtATimeInOrderAndOneThatThrowsDoesNotEndThem()
    {
        var seen = new List<long>();
        var inside = 0;
        var notices = new TailNotices(notice =>
        {
            Interlocked.Increment(ref inside).Should().Be(1);
            seen.Add(((CloudWatchLiveTailNotice.EventsDropped)notice).EventCount);
            Interlocked.Decrement(ref inside);
            if (seen.Count == 2) throw new InvalidOperationException("The callback is broken.");
        });
        Parallel.For(0, 100, n => notices.Raise(new CloudWatchLiveTailNotice.EventsDropped { EventCount = n }));
        await notices.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(30));
        seen.Should().HaveCount(100).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task TheContextOfWhoeverStartsTheTailDoesNotReachTheCallback()
    {
        var context = new AsyncLocal<string> { Value = "the starter's" };
        string? seen = "nothing";
        var notices = new TailNotices(_ => seen = context.Value);
        notices.Raise(new CloudWatchLiveTailNotice.EventsDropped { EventCount = 1 });
        await notices.CompleteAsync().WaitAsync(Limits.Patience);
        seen.Should().BeNull();
    }

    [Test]
    public async Task WithoutACallbackTheyGoToSelfLog()
    {
        var lines = new List<string>();
        SelfLog.Enable(line => { lock (lines) lines.Add(line); });
        try
        {
            var notices = new TailNotices(null);
            notices.Raise(new CloudWatchLiveTailNotice.GapBackfilled { Length = TimeSpan.FromSeconds(3.5), EventCount = 7, Complete = true });
            await notices.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            SelfLog.Disable();
        }

        lines.Should().Contain(line => line.Contains("Live tail backfilled a gap of 3.5 s with 7 events"));
    }

    [Test]
    public async Task ACallbackThatHangsDoesNotPileNoticesUp()
    {
        using var open = new ManualResetEventSlim();
        var count = 0;
        var notices = new TailNotices(_ =>
        {
            open.Wait(TimeSpan.FromSeconds(60));
            count++;
        });
        for (var n = 0; n < 10_000; n++) notices.Raise(new CloudWatchLiveTailNotice.EventsDropped { EventCount = n });
        open.Set();
        await notices.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(30));
        count.Should().BeLessThanOrEqualTo(1_001);
    }
}
