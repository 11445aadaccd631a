using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Backfill;

public sealed class QueryCursorTests
{
    readonly TailFakeClient _client = new();
    readonly List<FilterLogEventsRequest> _requests = [];

    [SetUp]
    public void SetUp() => _requests.Clear();

    [Test]
    public async Task EmptyPagesAreFollowedToTheLast()
    {
        Answer(
            Page([TailSome.Found("a", "1")], "t1"),
            Page([], "t2"),
            Page([], "t3"),
            Page([TailSome.Found("b", "2", TailSome.Time.AddSeconds(1))], "t4"),
            Page([], null));
        (await ReadAsync()).Should().Equal("a", "b");
        _requests.Select(request => request.NextToken).Should().Equal(null, "t1", "t2", "t3", "t4");
    }

    [Test]
    public async Task AGroupThatIsGoneHasNoEvents()
    {
        Answer(Error(CloudWatchLogsErrorClass.NotFound));
        (await ReadAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task AGroupThatMustExistIsAnErrorWhenItDoesNot()
    {
        Answer(Error(CloudWatchLogsErrorClass.NotFound));
        await FluentActions.Awaiting(() => ReadAsync(mustExist: true)).Should().ThrowAsync<CloudWatchLogsException>();
    }

    [Test]
    public async Task ATokenThatTheServiceForgotCostsAndRepeatsNothing()
    {
        var later = TailSome.Time.AddSeconds(9);
        Answer(
            Page([TailSome.Found("a", "1"), TailSome.Found("b", "2", later), TailSome.Found("c", "3", later)], "t1"),
            Error(CloudWatchLogsErrorClass.Invalid),
            Page([TailSome.Found("b", "2", later), TailSome.Found("c", "3", later), TailSome.Found("d", "4", later)], null));
        (await ReadAsync()).Should().Equal("a", "b", "c", "d");
        _requests[^1].Should().Match<FilterLogEventsRequest>(request => request.NextToken == null && request.StartTime == later.ToUnixTimeMilliseconds());
    }

    [Test]
    public async Task ATokenThatIsNeverKnownEndsTheQueryInsteadOfAskingForEver()
    {
        FilteredLogEvent[] events = [TailSome.Found("a", "1"), TailSome.Found("b", "2")];
        _client.Filter = request =>
        {
            _requests.Add(request);
            _requests.Should().HaveCountLessThan(10);
            return request.NextToken is null ? Page(events, "t") : throw Error(CloudWatchLogsErrorClass.Invalid);
        };
        await FluentActions.Awaiting(() => ReadAsync()).Should().ThrowAsync<CloudWatchLogsException>();
    }

    [Test]
    public async Task AQueryThatIsInvalidFromTheStartIsRefused()
    {
        Answer(Error(CloudWatchLogsErrorClass.Invalid));
        await FluentActions.Awaiting(() => ReadAsync()).Should().ThrowAsync<CloudWatchLogsException>();
    }

    [Test]
    public async Task CursorsAreMergedInTimeOrder()
    {
        var pages = new Dictionary<string, FilterLogEventsResponse>
        {
            [TailSome.Arn("/a")] = At(0, 3, 4, 9),
            [TailSome.Arn("/b")] = At(1, 2, 8),
            [TailSome.Arn("/c")] = At(),
            [TailSome.Arn("/d")] = At(5, 6, 7),
        };
        _client.Filter = request => pages[request.LogGroupIdentifier];
        var queries = new SweepQueries([.. pages.Keys.Select(arn => TailSome.Group(arn[(arn.LastIndexOf(':') + 1)..]))], [], [], null, mustExist: false);
        var texts = new List<string>();
        var cursors = queries.From(TailSome.Time, null, Pacer(), () => { }, () => { });
        await foreach (var cursor in FoundEvents.InTimeOrderAsync(cursors, CancellationToken.None)) texts.Add(Encoding.UTF8.GetString(cursor.Current.Message.Span));
        texts.Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

        static FilterLogEventsResponse At(params int[] seconds) =>
            new([.. seconds.Select(second => TailSome.Found($"{second}", $"{second}", TailSome.Time.AddSeconds(second)))], null);
    }

    [Test]
    public void ThereIsOneQueryForEachGroupAndPrefixThatNoOtherPrefixCovers()
    {
        var queries = new SweepQueries([TailSome.Group("/a"), TailSome.Group("/b")], [], ["web/", "web/1", "job", "job"], "pattern", mustExist: false);
        queries.From(TailSome.Time, null, Pacer(), () => { }, () => { }).Should().HaveCount(4);
    }

    void Answer(params object[] answers)
    {
        var next = new Queue<object>(answers);
        _client.Filter = request =>
        {
            _requests.Add(request);
            return next.Dequeue() is FilterLogEventsResponse response ? response : throw (Exception)answers[_requests.Count - 1];
        };
    }

    async Task<List<string>> ReadAsync(bool mustExist = false)
    {
        var request = new FilterLogEventsRequest(TailSome.Arn("/a"), TailSome.Time.ToUnixTimeMilliseconds());
        var cursor = new QueryCursor(TailSome.Group("/a"), request, mustExist, Pacer(), () => { }, () => { });
        var texts = new List<string>();
        while (await cursor.MoveNextAsync(CancellationToken.None)) texts.Add(Encoding.UTF8.GetString(cursor.Current.Message.Span));
        return texts;
    }

    QueryPacer Pacer() => new(new TailServices(_client, new ManualTimeProvider(), () => 0.5, new TailNotices(_ => { })));

    static FilterLogEventsResponse Page(FilteredLogEvent[] events, string? nextToken) => new(events, nextToken);

    static CloudWatchLogsException Error(CloudWatchLogsErrorClass errorClass) => new("No.", null, "Code", errorClass);
}
