using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations;

public class FilterLogEventsTests
{
    [Test]
    public async Task EventsAreReadBackAsTheyWereWritten()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.VisibilityDelay = TimeSpan.Zero);
        string[] messages = ["plain", "größer \"als\" \\ 😀\n\t\u0001", "{\"level\":\"Information\"}", new string('x', 100_000)];
        aws.Put("g", "s", messages);
        using var client = Wire.Client(aws);

        var events = new List<FilteredLogEvent>();
        string? token = null;
        do
        {
            var page = await client.FilterLogEventsAsync(new FilterLogEventsRequest("g", NextToken: token), default);
            events.AddRange(page.Events);
            token = page.NextToken;
        }
        while (token is not null);

        var stored = aws.Events("g");
        events.Select(e => Encoding.UTF8.GetString(e.Message.Span)).Should().Equal(messages);
        events.Select(e => (e.LogStreamName, e.Timestamp, e.IngestionTime, e.EventId))
            .Should().Equal(stored.Select(e => (e.LogStreamName, e.Timestamp.ToUnixTimeMilliseconds(), e.IngestionTime.ToUnixTimeMilliseconds(), e.EventId)));
    }

    [Test]
    public async Task EveryPartOfAQueryIsSent()
    {
        await using var server = await WireServer.StartAsync(200, """{"events":[],"searchedLogStreams":[],"nextToken":"more"}""");
        using var client = server.Client();

        var page = await client.FilterLogEventsAsync(new FilterLogEventsRequest("arn", 1, 2, ["a", "b"], null, "\"x\"", "t", 3), default);
        await client.FilterLogEventsAsync(new FilterLogEventsRequest("arn", LogStreamNamePrefix: "p"), default);

        page.Events.Should().BeEmpty();
        page.NextToken.Should().Be("more", "an empty page is not the end");
        server.Requests.Select(r => r.Text).Should().Equal(
            """{"logGroupIdentifier":"arn","startTime":1,"endTime":2,"logStreamNames":["a","b"],"filterPattern":"\"x\"","nextToken":"t","limit":3}""",
            """{"logGroupIdentifier":"arn","logStreamNamePrefix":"p"}""");
    }
}
