using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch;

public class SmokeTests
{
    [Test]
    public async Task Put()
    {
        await using var server = await WireServer.StartAsync(200, """{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":3}}""");
        using var client = server.Client();
        var body = new Utf8Buffer();
        PutLogEventsBody.AppendHead(body, "g", "s");
        PutLogEventsBody.AppendEntry(body, 5, "hé"u8);
        body.Append(PutLogEventsBody.Foot);
        var r = await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body.WrittenMemory), default);
        r.TooOldLogEventEndIndex.Should().Be(3);
        foreach (var h in server.Requests.Single().Headers) TestContext.Out.WriteLine(h.Key + ": " + h.Value);
        TestContext.Out.WriteLine(server.Requests.Single().Text);
    }

    [Test]
    public async Task Tail()
    {
        await using var server = await WireServer.StartAsync(async (c, r) =>
        {
            c.Response.ContentType = "application/vnd.amazon.eventstream";
            await c.Response.Body.WriteAsync(WireFrames.InitialResponse());
            await c.Response.Body.WriteAsync(WireFrames.SessionStart());
            await c.Response.Body.WriteAsync(WireFrames.SessionUpdate(true, "a\n\"ü😀", "b"));
            await c.Response.Body.WriteAsync(WireFrames.Exception("SessionTimeoutException", "{\"message\":\"over\"}"));
        });
        using var client = server.Client();
        await using var s = await client.StartLiveTailAsync(new StartLiveTailRequest(["arn"]), default);
        (await s.ReadAsync(default)).Kind.Should().Be(LiveTailMessageKind.SessionStart);
        var u = await s.ReadAsync(default);
        u.Update!.Sampled.Should().BeTrue();
        u.Update.Events.Select(e => Encoding.UTF8.GetString(e.Message.Span)).Should().Equal("a\n\"ü😀", "b");
        var e = await s.ReadAsync(default);
        e.End!.Cause.Should().Be(LiveTailEndCause.SessionTimeout);
        e.End.Detail.Should().Be("over");
    }

    [Test]
    public async Task Error()
    {
        await using var server = await WireServer.StartAsync(400, """{"__type":"com.amazonaws.logs#ResourceNotFoundException","message":"The specified log group does not exist."}""");
        using var client = server.Client();
        var act = async () => await client.CreateLogStreamAsync(new CreateLogStreamRequest("g", "s"), default);
        var e = (await act.Should().ThrowAsync<CloudWatchLogsException>()).Which;
        e.ErrorClass.Should().Be(CloudWatchLogsErrorClass.NotFound);
        e.ErrorCode.Should().Be("ResourceNotFoundException");
        e.OutcomeUnknown.Should().BeFalse();
        server.Requests.Count.Should().Be(1);
    }
}
