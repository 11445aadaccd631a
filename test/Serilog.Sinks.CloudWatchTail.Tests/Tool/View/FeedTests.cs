using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

[Parallelizable(ParallelScope.Self)]
class FeedTests : ViewerTest
{
    [Test]
    public async Task StoredEventsComeFirstAndLiveOnesFollowInTheOrderOfTheirArrival()
    {
        using (var first = await OpenAsync())
        {
            Aws.Put(Group, "web/1", Clef("""
                "@mt":"Order {Id} for {Customer}","@l":"Warning","Id":7,"Customer":"ACME","@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7"
                """), "plain text 17");
            await first.UntilRowsAsync(2);
        }

        using var feed = await FeedReader.OpenAsync(Browser);
        await feed.UntilRowsAsync(2);
        Aws.Put(Group, "web/2", Clef("\"@mt\":\"live\""));
        await feed.UntilRowsAsync(3);

        feed.Messages.Should().Equal("Order 7 for ACME", "plain text 17", "live");
        feed.Rows.Select(row => row.GetProperty("s").GetInt64()).Should().Equal(1, 2, 3);
        var row = feed.Rows[0];
        row.GetProperty("l").GetInt32().Should().Be(3);
        DateTimeOffset.FromUnixTimeMilliseconds((long)row.GetProperty("t").GetDouble()).Should().BeCloseTo(DateTimeOffset.UtcNow, Limits.Patience);
        row.GetProperty("r").GetString().Should().Be("4bf92f3577b34da6a3ce929d0e0e4736");
        row.GetProperty("d").GetString().Should().Be("00f067aa0ba902b7");
        row.TryGetProperty("x", out _).Should().BeFalse();
        row.TryGetProperty("c", out _).Should().BeFalse();
        feed.NameOf("templates", row, "p").Should().Be("Order {Id} for {Customer}");
        feed.NameOf("templates", feed.Rows[1], "p").Should().Be("plain text #");
        feed.NameOf("groups", row, "g").Should().Be(Group);
        feed.NameOf("streams", feed.Rows[2], "n").Should().Be("web/2");
    }

    [Test]
    public async Task TheStatusTellsWhatIsStoredAndTheNoticesWhatHappened()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", "one", "two");
        await feed.UntilAsync(() => feed.Number("stored") == 2);

        feed.Status.GetProperty("storedBytes").GetInt64().Should().BePositive();
        feed.Status.GetProperty("dropped").GetInt64().Should().Be(0);
        feed.Status.GetProperty("firstSeq").GetInt64().Should().Be(1);
        feed.Status.GetProperty("groups").EnumerateArray().Select(g => g.GetString()).Should().Equal(Group);
        await feed.UntilAsync(() => feed.Number("matched") == 2 && feed.Number("rate") > 0);
        feed.Notices.Should().Contain(notice => notice.GetProperty("kind").GetString() == "started" && notice.GetProperty("text").GetString() == $"Live tail of {Group} started");

        // A reader that comes later is told as well.
        using var later = await FeedReader.OpenAsync(Browser);
        await later.UntilAsync(() => later.Notices.Count >= feed.Notices.Count);
    }

    [Test]
    public async Task ALostConnectionContinuesWhereItWas()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", "one", "two");
        await feed.UntilRowsAsync(2);

        using var again = await FeedReader.OpenAsync(Browser, "", feed.LastId);
        Aws.Put(Group, "1", "three");
        await again.UntilRowsAsync(1);
        again.Messages.Should().Equal("three");

        // A number of another run, or nonsense, loses nothing that arrives from now on.
        using var fromElsewhere = await FeedReader.OpenAsync(Browser, "", "999999");
        using var fromNowhere = await FeedReader.OpenAsync(Browser, "", "nonsense");
        Aws.Put(Group, "1", "four");
        await fromElsewhere.UntilRowsAsync(1);
        fromElsewhere.Messages.Should().Equal("four");
        await fromNowhere.UntilRowsAsync(4);
    }

    [TestCase("q=acme", "Order 1 for ACME")]
    [TestCase("q=acme&mode=text", "Order 1 for ACME")]
    [TestCase("q=Id%20%3D%202", "Order 2 for Zorg")]
    [TestCase("q=Id%20%3D%202&mode=expression", "Order 2 for Zorg")]
    [TestCase("f=Id%20%3E%201&f=Customer%20like%20'Z%25'", "Order 2 for Zorg")]
    [TestCase("f=&q=&f=Id%20%3D%201", "Order 1 for ACME")]
    [TestCase("trace=4BF92F3577B34DA6A3CE929D0E0E4736", "Order 2 for Zorg")]
    [TestCase("trace=1-4bf92f35-77b34da6a3ce929d0e0e4736&q=zorg", "Order 2 for Zorg")]
    [TestCase("q=4bf92f3577b34da6a3", "Order 2 for Zorg")]
    [TestCase("q=broken%20pipe", "failed")]
    [TestCase("q=needle", "nested")]
    [TestCase("q=LogStream%20%3D%20'other'", "of another stream")]
    [TestCase("q=%40l%20%3D%20'Error'", "failed")]
    public async Task ASearchFindsWhatItSays(string query, string expected)
    {
        using var all = await OpenAsync();
        Aws.Put(Group, "1",
            Clef("\"@mt\":\"Order {Id} for {Customer}\",\"Id\":1,\"Customer\":\"ACME\""),
            Clef("\"@mt\":\"Order {Id} for {Customer}\",\"Id\":2,\"Customer\":\"Zorg\",\"@tr\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"@sp\":\"00f067aa0ba902b7\""),
            Clef("\"@mt\":\"failed\",\"@l\":\"Error\",\"@x\":\"System.IO.IOException: Broken Pipe\""),
            Clef("\"@mt\":\"nested\",\"Items\":[{\"Sku\":\"a NEEDLE here\"}]"));
        Aws.Put(Group, "other", "of another stream");
        await all.UntilRowsAsync(5);

        using var feed = await FeedReader.OpenAsync(Browser, query);
        await feed.UntilAsync(() => feed.Number("matched") > 0 && feed.LastId == "5");
        await feed.UntilRowsAsync(1);
        feed.Messages.Should().Equal(expected);
    }

    [TestCase("q=Elapsed%20%3E", "q", 9)]
    [TestCase("q=Elapsed%20%3E%20%3D%205", "q", 10)]
    [TestCase("q=A%20%3D%201%20and%0AB%20%3D%20%3D%202", "q", 14)]
    [TestCase("q=nope(A)%20%3D%201", "q", 0)]
    [TestCase("q=A%20%3D%201%20and%20nope(A)", "q", 10)]
    [TestCase("q=a%20b&mode=expression", "q", 2)]
    [TestCase("f=A%20%3D%201&f=%5B1", "f1", 2)]
    [TestCase("f=A%20%23", "f0", 2)]
    public async Task AWrongExpressionIsRefusedAtItsCharacter(string query, string field, int position)
    {
        using var answer = await Browser.GetAsync($"/api/live?{query}");
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var error = await answer.Content.ReadFromJsonAsync<JsonElement>();
        error.GetProperty("error").GetString().Should().NotBeEmpty();
        error.GetProperty("field").GetString().Should().Be(field);
        error.GetProperty("position").GetInt32().Should().Be(position);
    }

    [Test]
    public async Task AnUnknownModeAndTooManyFiltersAreRefused()
    {
        using var mode = await Browser.GetAsync("/api/live?mode=sql");
        mode.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ErrorOf(mode)).Should().Contain("auto, text, expression");
        using var filters = await Browser.GetAsync($"/api/live?{string.Join('&', Enumerable.Repeat("f=true", 21))}");
        filters.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task TwentyLongFiltersFitTheAddress()
    {
        var filter = Uri.EscapeDataString($"X = '{new string('日', 300)}'");
        using var feed = await FeedReader.OpenAsync(Browser, string.Join('&', Enumerable.Repeat($"f={filter}", 20)));
        await feed.UntilStateAsync("live");
    }

    [Test]
    public async Task AnExpressionThatTakesTooLongIsGivenUpAndNothingHangs()
    {
        using var all = await OpenAsync();
        var slow = new string('a', 20_000);
        Aws.Put(Group, "1", [.. Enumerable.Range(0, 12).Select(i => Clef($"\"@mt\":\"{i}\",\"X\":\"{slow}\""))]);
        await all.UntilRowsAsync(12);

        using var feed = await FeedReader.OpenAsync(Browser, "q=" + Uri.EscapeDataString("X like '%a%a%a%a%a%a%a%b'"));
        await feed.UntilAsync(() => feed.Notices.Any(notice => notice.GetProperty("text").GetString()!.Contains("takes too long")));
        feed.Notices[^1].GetProperty("severity").GetString().Should().Be("error");
        await feed.UntilAsync(() => feed.LastId == "12");
        feed.Rows.Should().BeEmpty();
        (await GetAsync("/api/state")).GetProperty("emulator").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task HostileMessagesStayWhatTheyAre()
    {
        var family = "👨‍👩‍👧‍👦";
        string[] messages =
        [
            "<img src=x onerror=alert(1)>", "\u001b[2J\u001b]0;title\u0007", "data: x\n\nevent: rows\ndata: {}", "\u2028\u2029\u202e", "</script>\0",
            new('x', 1_000_000), new string('e', 500) + "\u0301" + new string('y', 100), new string('z', 490) + family + family, "a" + new string('\u0301', 10_000), new string('é', 1_000),
        ];
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", messages);
        Aws.Put(Group, "1", Clef("\"@mt\":\"lone {X}\",\"X\":\"\\ud83d\""));
        await feed.UntilRowsAsync(messages.Length + 1);

        feed.Messages.Take(5).Should().Equal(messages.Take(5));
        feed.Messages.Should().OnlyContain(message => message.Length <= 500);
        feed.Rows.Skip(5).Take(5).Should().OnlyContain(row => row.GetProperty("c").GetBoolean());
        var clipped = feed.Messages.ToArray();
        clipped[5].Should().Be(new string('x', 500));
        clipped[6].Should().Be(new string('e', 499), "an accent stays with its letter");
        clipped[7].Should().Be(new string('z', 490), "a family is one character");
        clipped[8].Should().StartWith("a\u0301").And.HaveLength(500);
        clipped[9].Should().Be(new string('é', 500));
        clipped[10].Should().Be("lone \ufffd");

        // And whole.
        for (var i = 0; i < messages.Length; i++)
        {
            var whole = await GetAsync($"/api/event/{i + 1}");
            whole.GetProperty("message").GetString().Should().Be(messages[i]);
            whole.GetProperty("raw").GetString().Should().Be(messages[i]);
        }
    }

    [Test]
    public async Task ATwentyFirstTabIsRefusedUntilOneIsClosed()
    {
        var tabs = new List<FeedReader>();
        try
        {
            for (var i = 0; i < 20; i++) tabs.Add(await FeedReader.OpenAsync(Browser));
            using (var refused = await Browser.GetAsync("/api/live"))
            {
                refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
                (await ErrorOf(refused)).Should().Contain("20 tabs");
            }

            tabs[7].Dispose();
            await Eventually.HoldsAsync(() => IsLetIn().Result);
        }
        finally
        {
            foreach (var tab in tabs) tab.Dispose();
        }

        async Task<bool> IsLetIn()
        {
            using var answer = await Browser.GetAsync("/api/live", HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode == HttpStatusCode.OK;
        }
    }

    [Test]
    public async Task AClearedStoreIsEmptyAndContinues()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", "one", "two");
        await feed.UntilRowsAsync(2);
        using (var answer = await PostAsync("/api/clear", new { })) answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await feed.UntilAsync(() => feed.Number("stored") == 0 && feed.Number("firstSeq") == 3);
        feed.Status.GetProperty("dropped").GetInt64().Should().Be(0);

        Aws.Put(Group, "1", "three");
        await feed.UntilRowsAsync(3);
        using var later = await FeedReader.OpenAsync(Browser);
        await later.UntilRowsAsync(1);
        later.Messages.Should().Equal("three");
        later.Rows[0].GetProperty("s").GetInt64().Should().Be(3);
    }
}
