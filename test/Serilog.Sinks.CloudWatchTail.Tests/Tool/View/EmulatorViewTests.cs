using System.Net;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

[Parallelizable(ParallelScope.Self)]
class EmulatorViewTests : ViewerTest
{
    protected override string[] Groups => [];

    private protected override Task<Viewer> StartViewerAsync() => Viewer.StartAsync(Aws, Settings, CancellationToken.None).WaitAsync(Limits.Patience);

    [Test]
    public async Task GroupsThatAreCreatedLaterAreShownFromTheirFirstEventOn()
    {
        using var feed = await FeedReader.OpenAsync(Browser);
        await feed.UntilStateAsync("idle");
        Aws.Put(Group, "1", "first of orders", "second of orders");
        await feed.UntilRowsAsync(2);
        Aws.Put("/shop/stock", "1", "first of stock");
        await feed.UntilRowsAsync(3);
        await feed.UntilStateAsync("live");
        Aws.Put(Group, "1", "third of orders");
        await feed.UntilRowsAsync(4);

        feed.Messages.Should().BeEquivalentTo("first of orders", "second of orders", "first of stock", "third of orders");
        var tail = (await GetAsync("/api/state")).GetProperty("tail");
        tail.GetProperty("followsAll").GetBoolean().Should().BeTrue();
        tail.GetProperty("groups").EnumerateArray().Select(g => g.GetString()).Should().BeEquivalentTo(Group, "/shop/stock");
    }

    [Test]
    public async Task AGroupThatIsDeletedAndCreatedAgainIsShownAgain()
    {
        using var feed = await FeedReader.OpenAsync(Browser);
        Aws.Put(Group, "1", "before");
        await feed.UntilRowsAsync(1);
        Aws.DeleteLogGroup(Group);
        await feed.UntilStateAsync("idle");
        Aws.Put(Group, "1", "after");
        await feed.UntilRowsAsync(2);
        feed.Messages.Should().Equal("before", "after");
    }

    [Test]
    public async Task AGroupWithANameThatTheServiceWouldRefuseDoesNotKeepOthersFromBeingShown()
    {
        Aws.Put("bad name!", "1", "cannot be tailed");
        using var feed = await FeedReader.OpenAsync(Browser);
        await feed.UntilAsync(() => feed.Notices.Any(notice => notice.GetProperty("text").GetString()!.Contains("bad name!")));
        Aws.Put(Group, "1", "of orders");
        await feed.UntilRowsAsync(1);
        feed.Notices.Count(notice => notice.GetProperty("text").GetString()!.Contains("bad name!")).Should().Be(1);
    }

    [Test]
    public async Task OneGroupCanBeChosenAndThenAllAgain()
    {
        Aws.Put(Group, "1", "of orders");
        Aws.Put("/shop/stock", "1", "of stock");
        using var feed = await FeedReader.OpenAsync(Browser);
        await feed.UntilRowsAsync(2);
        using (var answer = await PostAsync("/api/tail", new { groups = new[] { Group }, clear = true })) answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.State == "live" && feed.Status.GetProperty("groups").GetArrayLength() == 1);
        Aws.CreateLogGroup("/shop/later");
        (await GetAsync("/api/state")).GetProperty("tail").GetProperty("followsAll").GetBoolean().Should().BeFalse();
        using (var answer = await PostAsync("/api/tail", new { groups = new[] { "*" } })) answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.State == "live" && feed.Status.GetProperty("groups").GetArrayLength() == 3);
    }

    [Test]
    public async Task TheStateHasGroupsSessionsAndRequests()
    {
        Aws.CreateLogGroup(Group, retentionInDays: 7);
        Aws.Put(Group, "web/1", "one", "two");
        using var feed = await FeedReader.OpenAsync(Browser);
        await feed.UntilRowsAsync(2);
        await feed.UntilAsync(() => feed.Emulator is { } told && told.GetProperty("sessions").GetArrayLength() == 1 && Operation(told, "StartLiveTail") is not null);

        var state = await GetAsync("/api/emulator");
        state.GetProperty("serviceUrl").GetString().Should().Be(Aws.ServiceUrl);
        var group = state.GetProperty("groups").EnumerateArray().Should().ContainSingle().Which;
        group.GetProperty("name").GetString().Should().Be(Group);
        group.GetProperty("class").GetString().Should().Be("STANDARD");
        group.GetProperty("retentionInDays").GetInt32().Should().Be(7);
        group.GetProperty("storedBytes").GetInt64().Should().Be(2 * 26 + 6);
        var stream = group.GetProperty("streams").EnumerateArray().Should().ContainSingle().Which;
        (stream.GetProperty("name").GetString(), stream.GetProperty("events").GetInt32()).Should().Be(("web/1", 2));
        var session = state.GetProperty("sessions").EnumerateArray().Should().ContainSingle().Which;
        session.GetProperty("groups").EnumerateArray().Select(g => g.GetString()).Should().Equal(Group);
        session.GetProperty("ended").GetBoolean().Should().BeFalse();
        Operation(state, "StartLiveTail")!.Value.GetProperty("answers").GetProperty("200").GetInt32().Should().Be(1);
        foreach (var operation in state.GetProperty("operations").EnumerateArray())
            operation.GetProperty("own").GetInt32().Should().BeInRange(1, operation.GetProperty("requests").GetInt32(), "only the page has asked");

        (await Cwtail.RunAsync(Aws, ["put", Group, "web/2"], "a line\n")).ExitCode.Should().Be(0);
        await feed.UntilAsync(() => Operation(feed.Emulator!.Value, "PutLogEvents") is { } puts && puts.GetProperty("own").GetInt32() == 0);

        Aws.DeleteLogGroup(Group);
        await feed.UntilAsync(() => feed.Emulator!.Value.GetProperty("sessions").EnumerateArray().Any(s => s.GetProperty("ended").GetBoolean()));
    }

    [Test]
    public async Task OfManyStreamsThePageGetsAThousandAndTheNumberOfAll()
    {
        for (var group = 0; group < 6; group++)
        for (var stream = 0; stream < 201; stream++) Aws.Put($"/many/{group}", $"s{stream}");

        var state = await GetAsync("/api/emulator");

        state.GetProperty("groupCount").GetInt32().Should().Be(6);
        var groups = state.GetProperty("groups").EnumerateArray().ToArray();
        groups.Select(g => g.GetProperty("streams").GetArrayLength()).Should().Equal(200, 200, 200, 200, 200, 0);
        groups.Should().OnlyContain(g => g.GetProperty("streamCount").GetInt32() == 201);
    }

    [TestCase("throttle", "ThrottlingException")]
    [TestCase("fail", "InternalFailure")]
    public async Task AButtonRefusesTheNextPuts(string kind, string error)
    {
        (await OrderAsync(new { kind, operation = "PutLogEvents", count = 2 })).Should().Be(HttpStatusCode.NoContent);
        var faults = (await GetAsync("/api/emulator")).GetProperty("pendingFaults").EnumerateArray().Should().ContainSingle().Which;
        (faults.GetProperty("kind").GetString(), faults.GetProperty("operation").GetString(), faults.GetProperty("left").GetInt32()).Should().Be((kind, "PutLogEvents", 2));

        (await Cwtail.RunAsync(Aws, ["put", Group, "1"], "a line\n")).ExitCode.Should().Be(0, "the sink tries again");
        var state = await GetAsync("/api/emulator");
        Operation(state, "PutLogEvents")!.Value.GetProperty("errors").GetProperty(error).GetInt32().Should().Be(2);
        state.GetProperty("pendingFaults").GetArrayLength().Should().Be(0);
        Aws.Faults.All.Should().BeEmpty("a fault that is used up is forgotten");
    }

    [Test]
    public async Task FaultsAreResetAndOnlyThose()
    {
        using var own = Aws.Faults.On("GetLogEvents").Throttle();
        foreach (var kind in new[] { "throttle", "fail", "delay", "cut" }) (await OrderAsync(new { kind, operation = "PutLogEvents", count = 3, seconds = 0.5 })).Should().Be(HttpStatusCode.NoContent);
        Aws.Faults.All.Should().HaveCount(5);
        (await OrderAsync(new { kind = "reset" })).Should().Be(HttpStatusCode.NoContent);
        Aws.Faults.All.Should().Equal(own);
        (await GetAsync("/api/emulator")).GetProperty("pendingFaults").GetArrayLength().Should().Be(0);
    }

    [Test]
    public async Task AnOpenSessionIsCutAndItsGapIsFilled()
    {
        Aws.CreateLogGroup(Group);
        using var feed = await FeedReader.OpenAsync(Browser);
        await feed.UntilStateAsync("live");
        (await OrderAsync(new { kind = "cut", operation = "StartLiveTail", count = 1 })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.Notices.Any(notice => notice.GetProperty("kind").GetString() == "interrupted"));
        Aws.Put(Group, "1", "in the gap");
        await feed.UntilRowsAsync(1);
    }

    [TestCase("{}", "kind")]
    [TestCase("""{"kind":"explode"}""", "kind")]
    [TestCase("""{"kind":"fail","operation":"Nothing"}""", "operation")]
    [TestCase("""{"kind":"fail","count":0}""", "count")]
    [TestCase("""{"kind":"fail","count":1001}""", "count")]
    [TestCase("""{"kind":"fail","count":"3"}""", "count")]
    [TestCase("""{"kind":"delay","seconds":-1}""", "seconds")]
    [TestCase("""{"kind":"delay","seconds":1e9}""", "seconds")]
    [TestCase("nonsense", "JSON object")]
    public async Task AWrongOrderIsRefused(string body, string said)
    {
        using var answer = await Browser.PostAsync("/api/emulator/faults", new StringContent(body));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ErrorOf(answer)).Should().Contain(said);
        Aws.Faults.All.Should().BeEmpty();
    }

    [Test]
    public async Task EndlessOrdersAreRefused()
    {
        for (var i = 0; i < 100; i++) (await OrderAsync(new { kind = "fail" })).Should().Be(HttpStatusCode.NoContent);
        (await OrderAsync(new { kind = "fail" })).Should().Be(HttpStatusCode.BadRequest);
        (await OrderAsync(new { kind = "reset" })).Should().Be(HttpStatusCode.NoContent);
        (await OrderAsync(new { kind = "fail" })).Should().Be(HttpStatusCode.NoContent);
    }

    async Task<HttpStatusCode> OrderAsync(object order)
    {
        using var answer = await PostAsync("/api/emulator/faults", order);
        return answer.StatusCode;
    }

    static JsonElement? Operation(JsonElement state, string name) =>
        state.GetProperty("operations").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(operation => operation!.Value.GetProperty("name").GetString() == name);
}
