using System.Net;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

[Parallelizable(ParallelScope.Self)]
class TailSessionTests : ViewerTest
{
    [Test]
    public async Task AnotherChoiceEndsTheFirstTailAndStartsAnother()
    {
        Aws.Put("/shop/stock", "1", "old");
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", "of orders");
        await feed.UntilRowsAsync(1);

        (await ChooseAsync(new { groups = new[] { "/shop/stock" }, since = "10m" })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.State == "live" && IsOf(feed.Status, "/shop/stock"));
        await feed.UntilRowsAsync(2);
        Aws.Put(Group, "1", "no longer wanted");
        Aws.Put("/shop/stock", "1", "of stock");
        await feed.UntilRowsAsync(3);
        feed.Messages.Should().Equal("of orders", "old", "of stock");
        await Aws.WaitForLiveTailSessionsAsync(1);

        var state = await GetAsync("/api/state");
        state.GetProperty("groups").EnumerateArray().Select(g => (g.GetProperty("name").GetString(), g.GetProperty("selected").GetBoolean())).Should().Equal((Group, false), ("/shop/stock", true));
        state.GetProperty("groupsComplete").GetBoolean().Should().BeTrue();
        state.GetProperty("region").GetString().Should().Be("us-east-1");
        state.GetProperty("endpoint").GetString().Should().Be(Aws.ServiceUrl);
    }

    [Test]
    public async Task HistoryDoesNotBringAgainWhatIsShownAlready()
    {
        using var feed = await OpenAsync();
        var time = DateTimeOffset.UtcNow;
        Aws.Put(Group, "1", [(time, "twice"), (time, "twice"), (time, "once")]);
        await feed.UntilRowsAsync(3);
        Aws.Put("/shop/stock", "1", "of stock");

        (await ChooseAsync(new { groups = new[] { Group, "/shop/stock" }, since = "10m" })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.State == "live" && feed.Status.GetProperty("groups").GetArrayLength() == 2);
        await feed.UntilRowsAsync(4);
        Aws.Put(Group, "1", [(time, "twice")]);
        await feed.UntilRowsAsync(5);
        feed.Messages.Should().Equal("twice", "twice", "once", "of stock", "twice");

        (await ChooseAsync(new { groups = new[] { Group }, since = "10m", clear = true })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilRowsAsync(9);
        feed.Messages.Skip(5).Should().BeEquivalentTo("twice", "twice", "twice", "once");
    }

    [Test]
    public async Task AChoiceMayForgetWhatWasShown()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", "one");
        await feed.UntilRowsAsync(1);
        (await ChooseAsync(new { groups = new[] { Group }, since = (string?)null, clear = true })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.Number("stored") == 0);
    }

    [Test]
    public async Task NoGroupMeansNoTail()
    {
        using var feed = await OpenAsync();
        (await ChooseAsync(new { groups = Array.Empty<string>() })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilStateAsync("idle");
        await Aws.WaitForLiveTailSessionsAsync(0);
    }

    [Test]
    public async Task AGroupThatDoesNotExistIsAFailureToReadAndNotAnEnd()
    {
        using var feed = await OpenAsync();
        (await ChooseAsync(new { groups = new[] { "/shop/ordes" } })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilStateAsync("ended");
        feed.Status.GetProperty("failure").GetString().Should().Contain("/shop/ordes").And.Contain("does not exist").And.Contain(Group, "the name that was probably meant");
        await feed.UntilAsync(() => feed.Notices.Any(notice => notice.GetProperty("severity").GetString() == "error"));

        (await ChooseAsync(new { groups = new[] { Group } })).Should().Be(HttpStatusCode.NoContent);
        await feed.UntilStateAsync("live");
        feed.Status.GetProperty("failure").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [TestCase("""{"groups":["bad name!"]}""", "GROUP")]
    [TestCase("""{"groups":[""]}""", "groups")]
    [TestCase("""{"groups":"/a"}""", "groups")]
    [TestCase("""{}""", "groups")]
    [TestCase("""[]""", "JSON object")]
    [TestCase("""{"groups":""", "JSON object")]
    [TestCase("""{"groups":["/a\ud800"]}""", "half a character")]
    [TestCase("""{"groups":["/a"],"\udc00":1}""", "half a character")]
    [TestCase("""{"groups":["/a"],"since":"soon"}""", "since 'soon' is not a valid time")]
    [TestCase("""{"groups":["/a"],"since":5}""", "since '5' is not a valid time")]
    public async Task AWrongChoiceIsRefusedAndChangesNothing(string body, string said)
    {
        using var feed = await OpenAsync();
        using var answer = await Browser.PostAsync("/api/tail", new StringContent(body));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ErrorOf(answer)).Should().Contain(said);
        Aws.Put(Group, "1", "still here");
        await feed.UntilRowsAsync(1);
        Aws.StartedLiveTailSessions.Should().Be(1);
    }

    [Test]
    public async Task AnInterruptionIsANoticeAndNothingIsLost()
    {
        using var feed = await OpenAsync();
        Aws.LiveTailSessions[0].CutBetweenFrames();
        await feed.UntilAsync(() => feed.Notices.Any(notice => notice.GetProperty("kind").GetString() == "interrupted"));
        Aws.Put(Group, "1", "in the gap");
        await feed.UntilRowsAsync(1);
        await feed.UntilAsync(() => feed.Notices.Any(notice => notice.GetProperty("kind").GetString() == "gap"));
    }

    [Test]
    public async Task GroupsAreListedByTheirPrefix()
    {
        for (var i = 0; i < 201; i++) Aws.CreateLogGroup($"/many/{i:000}");
        Aws.CreateLogGroup("/rare", "INFREQUENT_ACCESS");
        var many = await GetAsync("/api/groups?prefix=/many/");
        many.GetProperty("groups").GetArrayLength().Should().Be(200);
        many.GetProperty("more").GetBoolean().Should().BeTrue();
        var shop = await GetAsync("/api/groups?prefix=/shop");
        shop.GetProperty("groups").EnumerateArray().Select(g => g.GetString()).Should().Equal(Group);
        shop.GetProperty("more").GetBoolean().Should().BeFalse();
        (await GetAsync("/api/groups?prefix=/rare")).GetProperty("groups").GetArrayLength().Should().Be(0, "the class has no Live Tail");
    }

    [Test]
    public async Task WithoutAPermissionToListGroupsTheNamedOnesAreShown()
    {
        using var feed = await OpenAsync();
        using var denied = Aws.Faults.On("DescribeLogGroups").UntilCleared().Reject("AccessDeniedException", "You may not list.");
        using var answer = await Browser.GetAsync("/api/groups?prefix=/shop");
        answer.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await ErrorOf(answer)).Should().Contain("You may not list");

        var state = await GetAsync("/api/state");
        state.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("name").GetString()).Should().Equal(Group);
        state.GetProperty("groupsComplete").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task APortThatIsTakenAndAWrongOptionAreErrorsOfUsage()
    {
        var port = await FluentActions.Awaiting(() => Viewer.StartAsync(new ViewRequest(), new() { Port = Address.Port }, CancellationToken.None)).Should().ThrowAsync<UsageException>();
        port.Which.Message.Should().Be($"--port {Address.Port} cannot be used: Address already in use");
        var group = await FluentActions.Awaiting(() => Viewer.StartAsync(new ViewRequest { LogGroups = ["bad name!"], Connect = c => Aws.Connect(c.UseEndpoint) }, new(), CancellationToken.None)).Should().ThrowAsync<UsageException>();
        group.Which.Message.Should().StartWith("GROUP has \"bad name!\"");
    }

    async Task<HttpStatusCode> ChooseAsync(object body)
    {
        using var answer = await PostAsync("/api/tail", body);
        return answer.StatusCode;
    }

    static bool IsOf(JsonElement status, string group) => status.GetProperty("groups").EnumerateArray().Select(g => g.GetString()).SequenceEqual([group]);
}
