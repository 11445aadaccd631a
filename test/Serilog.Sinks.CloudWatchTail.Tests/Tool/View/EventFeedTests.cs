using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View.Live;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

public class EventFeedTests
{
    [Test]
    public async Task ThePageIsToldWhenItMayForgetNamesAndGetsThoseInUseAgain()
    {
        var store = new EventStore(new StoreLimits());
        var notices = new NoticeLog(TimeProvider.System);
        var sink = new TailSink(store, notices, LogEventLevel.Verbose, _ => { }, TimeProvider.System);
        await using var session = new TailSession(_ => throw new NotSupportedException(), sink);
        var feed = new EventFeed(new(store, session, sink, notices, null, TimeProvider.System), SearchQuery.Create(new SearchRequest(), out _)!, after: 0, sentNamesLimit: 3);
        var sent = new StringBuilder();
        using var stop = new CancellationTokenSource();
        var running = feed.RunAsync(messages =>
        {
            lock (sent) sent.Append(Encoding.UTF8.GetString(messages.Span));
            return Task.CompletedTask;
        }, stop.Token);

        var names = new List<string>();
        foreach (var stream in (string[])["one", "two", "three"])
        {
            sink.Receive(new CloudWatchLiveTailMessage(new TailedMessage(TailSome.Origin(stream: stream), TailSome.Time.ToUnixTimeMilliseconds(), "text"u8.ToArray())));
            await Eventually.HoldsAsync(() => Sent().Split('\n').Count(line => line.StartsWith("event: rows", StringComparison.Ordinal)) > names.Count);
            names.Add(Sent().Split('\n').Last(line => line.StartsWith("data: {", StringComparison.Ordinal) && line.Contains("\"streams\":", StringComparison.Ordinal)));
        }

        stop.Cancel();
        await running.WaitAsync(Limits.Patience).ContinueWith(_ => { }, TaskScheduler.Default);
        names.Should().HaveCount(3).And.OnlyHaveUniqueItems();
        names.Take(2).Should().NotContain(line => line.Contains("reset"));
        names[2].Should().Contain("\"reset\":true").And.Contain("/shop/orders", "its group was sent before, and is sent again").And.Contain("three").And.NotContain("two");

        string Sent()
        {
            lock (sent) return sent.ToString();
        }
    }
}
