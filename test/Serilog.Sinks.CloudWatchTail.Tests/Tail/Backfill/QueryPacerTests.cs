using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Backfill;

public sealed class QueryPacerTests
{
    readonly TailFakeClient _client = new();
    readonly ManualTimeProvider _clock = new();
    readonly List<DateTimeOffset> _calls = [];

    [SetUp]
    public void SetUp() => _calls.Clear();

    [Test]
    public async Task ACallIsRepeatedWithGrowingWaitsUntilItIsAnswered()
    {
        FailFirst(4, CloudWatchLogsErrorClass.Unavailable);
        var setbacks = 0;
        await RunAsync(Pacer().QueryAsync(new FilterLogEventsRequest("/a"), () => setbacks++, CancellationToken.None));
        setbacks.Should().Be(4);
        _calls.Zip(_calls.Skip(1), (a, b) => (b - a).TotalMilliseconds).Should().Equal(150, 300, 600, 1_200);
    }

    [Test]
    public async Task AThrottleSlowsLaterCallsDownAndAnswersLetThemRecover()
    {
        FailFirst(1, CloudWatchLogsErrorClass.Throttled);
        var pacer = Pacer();
        for (var n = 0; n < 40; n++) await RunAsync(pacer.QueryAsync(new FilterLogEventsRequest("/a"), () => { }, CancellationToken.None));
        var gaps = _calls.Zip(_calls.Skip(1), (a, b) => (b - a).TotalMilliseconds).ToArray();
        gaps[1].Should().BeApproximately(180, 1);
        gaps.Skip(1).Should().BeInDescendingOrder();
        gaps[^1].Should().BeLessThan(10);
    }

    [Test]
    public async Task ARefusalIsNotRepeated()
    {
        FailFirst(1, CloudWatchLogsErrorClass.Denied);
        await FluentActions.Awaiting(() => Pacer().QueryAsync(new FilterLogEventsRequest("/a"), () => { }, CancellationToken.None))
            .Should().ThrowAsync<CloudWatchLogsException>();
        _calls.Should().HaveCount(1);
    }

    void FailFirst(int count, CloudWatchLogsErrorClass errorClass) => _client.Filter = _ =>
    {
        _calls.Add(_clock.GetUtcNow());
        return _calls.Count <= count ? throw new CloudWatchLogsException("Not now.", null, "Code", errorClass) : new FilterLogEventsResponse([], null);
    };

    async Task RunAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            await Task.WhenAny(call, _clock.WhenTimersPendAsync()).WaitAsync(TimeSpan.FromSeconds(30));
            if (!call.IsCompleted) _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await call;
    }

    QueryPacer Pacer() => new(new TailServices(_client, _clock, () => 0.5, new TailNotices(_ => { })));
}
