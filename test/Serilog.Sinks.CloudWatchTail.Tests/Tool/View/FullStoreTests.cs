using System.Net;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

class FullStoreTests : ViewerTest
{
    private protected override ViewSettings Settings => new() { Limits = new() { Events = 50 } };

    private protected override ViewRequest Change(ViewRequest request) => request with { Level = LogEventLevel.Warning };

    [Test]
    public async Task EventsThatHaveMadeRoomAreCountedAndGone()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", [.. Enumerable.Range(1, 200).Select(i => Clef($"\"@mt\":\"event {i}\",\"@l\":\"Error\""))]);
        await feed.UntilAsync(() => feed.Number("dropped") == 150);
        (feed.Number("stored"), feed.Number("firstSeq"), feed.Number("lastSeq")).Should().Be((50, 151, 200));

        using (var gone = await Browser.GetAsync("/api/event/150"))
        {
            gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await ErrorOf(gone)).Should().Be("The event is no longer in memory.");
        }

        (await GetAsync("/api/event/151")).GetProperty("message").GetString().Should().Be("event 151");
        using var later = await FeedReader.OpenAsync(Browser, "", "20");
        await later.UntilRowsAsync(50);
        later.Messages.Should().Equal(Enumerable.Range(151, 50).Select(i => $"event {i}"));

        var limits = (await GetAsync("/api/state")).GetProperty("limits");
        (limits.GetProperty("events").GetInt32(), limits.GetProperty("bytes").GetInt64()).Should().Be((50, 134_217_728));
    }

    [Test]
    public async Task EventsBelowTheLevelAreNotKept()
    {
        using var feed = await OpenAsync();
        Aws.Put(Group, "1", Clef("\"@mt\":\"below\""), Clef("\"@mt\":\"at\",\"@l\":\"Warning\""), Clef("\"@mt\":\"above\",\"@l\":\"Fatal\""));
        await feed.UntilRowsAsync(2);
        feed.Messages.Should().Equal("at", "above");
    }

    [Test]
    public async Task AnEventIsShownWithAllThatIsKnownOfIt()
    {
        using var feed = await OpenAsync();
        const string Message = """{"@t":"2026-03-01T12:00:00.1234567Z","@mt":"Order {Id} for {Customer}","@l":"Error","Id":7,"Customer":"ACME","@x":"System.IO.IOException: broken","@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7"}""";
        Aws.Put(Group, "web/1", Message);
        await feed.UntilRowsAsync(1);

        var told = await GetAsync("/api/event/1");
        told.GetProperty("timeText").GetString().Should().Be("2026-03-01T12:00:00.1234567+00:00");
        told.GetProperty("time").GetDouble().Should().BeApproximately(1_772_366_400_123.4567, 0.001);
        told.GetProperty("level").GetString().Should().Be("Error");
        told.GetProperty("message").GetString().Should().Be("Order 7 for ACME");
        told.GetProperty("template").GetString().Should().Be("Order {Id} for {Customer}");
        told.GetProperty("templateId").GetInt32().Should().Be(feed.Rows[0].GetProperty("p").GetInt32());
        told.GetProperty("properties").EnumerateArray().Select(p => p.GetProperty("name").GetString()).Should().Equal("Customer", "Id");
        told.GetProperty("exception").GetString().Should().Be("System.IO.IOException: broken");
        told.GetProperty("exceptionType").GetString().Should().Be("System.IO.IOException");
        feed.Rows[0].GetProperty("x").GetString().Should().Be("System.IO.IOException");
        told.GetProperty("raw").GetString().Should().Be(Message);
        (told.GetProperty("group").GetString(), told.GetProperty("stream").GetString()).Should().Be((Group, "web/1"));
        told.GetProperty("ingestionTime").GetInt64().Should().Be(Aws.Events(Group)[0].IngestionTime.ToUnixTimeMilliseconds());
        told.GetProperty("lag").GetDouble().Should().BePositive();
        told.GetProperty("traceId").GetString().Should().Be("4bf92f3577b34da6a3ce929d0e0e4736");
        told.GetProperty("spanId").GetString().Should().Be("00f067aa0ba902b7");
        told.GetProperty("sampled").GetBoolean().Should().BeFalse();

        // What the page offers is what the search takes.
        foreach (var expression in told.GetProperty("properties").EnumerateArray().Select(p => p.GetProperty("only").GetString()!))
        {
            using var found = await FeedReader.OpenAsync(Browser, "f=" + Uri.EscapeDataString(expression));
            await found.UntilRowsAsync(1);
        }
    }
}
