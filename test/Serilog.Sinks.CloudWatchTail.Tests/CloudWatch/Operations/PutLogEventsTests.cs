using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations;

public class PutLogEventsTests
{
    [Test]
    public async Task TheFinishedBodyGoesOverTheWireAsItIs()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = server.Client();
        var body = Wire.PutBody("g", "s", (5, "größer \"als\" 😀\n"));

        await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        var request = server.Requests.Should().ContainSingle().Subject;
        request.Target.Should().Be("Logs_20140328.PutLogEvents");
        request.Headers["Content-Type"].Should().Be("application/x-amz-json-1.1");
        request.Body.Should().Equal(body);
        request.Json.GetProperty("logEvents")[0].GetProperty("message").GetString().Should().Be("größer \"als\" 😀\n");
        request.Json.GetProperty("logEvents")[0].GetProperty("timestamp").GetInt64().Should().Be(5);
    }

    [Test]
    public async Task TheSameBodyCanBeSentAgain()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = server.Client();
        var body = Wire.PutBody("g", "s", (5, "once more"));

        for (var i = 0; i < 3; i++) await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        server.Requests.Select(r => r.Text).Distinct().Should().ContainSingle();
    }

    [TestCase("{}")]
    [TestCase(" { } ")]
    [TestCase("""{"nextSequenceToken":"495"}""")]
    [TestCase("""{"rejectedLogEventsInfo":null,"rejectedEntityInfo":null,"new":{"a":[1,{"b":"}"}]}}""")]
    public async Task AnAnswerWithoutRejectedRangesMeansThatAllWasStored(string answer)
    {
        await using var server = await WireServer.StartAsync(200, answer);
        using var client = server.Client();

        var response = await client.PutLogEventsAsync(Wire.Put("m"), default);

        response.Should().Be(PutLogEventsResponse.AllStored);
        response.HasRejectedEvents.Should().BeFalse();
    }

    [TestCase(200, "")]
    [TestCase(200, "OK")]
    [TestCase(200, "x")]
    [TestCase(200, "[]")]
    [TestCase(200, "null")]
    [TestCase(200, "{}<html>")]
    [TestCase(200, "{} {}")]
    [TestCase(200, "{")]
    [TestCase(200, """{"rejectedLogEventsInfo":""")]
    [TestCase(200, """{"__type":"InternalFailure"}""")]
    [TestCase(200, """{"message":"slow down","__type":"com.amazonaws.logs#ThrottlingException"}""")]
    [TestCase(200, "<html><body>Sign in to the network</body></html>")]
    [TestCase(201, "{}")]
    [TestCase(202, "{}")]
    [TestCase(204, "")]
    [TestCase(206, "{}")]
    public async Task AnAnswerThatIsNotTheServicesIsNoSuccess(int status, string answer)
    {
        await using var server = await WireServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return status == 204 ? Task.CompletedTask : context.Response.WriteAsync(answer);
        });
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
        failure.ErrorCode.Should().Be(status == 200 ? "UnreadableResponse" : $"HTTP{status}");
        failure.OutcomeUnknown.Should().BeTrue("whatever is in between may have sent the request on");
    }

    [Test]
    public async Task TheRejectedRangesOfA200AreRead()
    {
        await using var server = await WireServer.StartAsync(
            200,
            """{"rejectedLogEventsInfo":{"tooNewLogEventStartIndex":7,"tooOldLogEventEndIndex":2,"expiredLogEventEndIndex":3,"other":{}},"rejectedEntityInfo":{"errorType":"InvalidEntity"}}""");
        using var client = server.Client();

        var response = await client.PutLogEventsAsync(Wire.Put("m"), default);

        response.Should().Be(new PutLogEventsResponse(7, 2, 3, "InvalidEntity"));
        response.HasRejectedEvents.Should().BeTrue();
    }

    [Test]
    public async Task WithGzipTheBodyIsCompressedBeforeItIsSigned()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put("g", "s", "seed");
        using var client = Wire.Client(aws, options => options.Gzip = true);
        var messages = Enumerable.Range(0, 2000).Select(i => (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), $"event {i} größer")).ToArray();
        var body = Wire.PutBody("g", "s", messages);

        await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        var request = aws.Requests.Single(r => r.Operation == "PutLogEvents");
        request.Headers["Content-Encoding"].Should().Be("gzip");
        int.Parse(request.Headers["Content-Length"]).Should().BeLessThan(body.Length / 3);
        aws.Events("g", "s").Skip(1).Select(e => e.Message).Should().Equal(messages.Select(m => m.Item2));
    }

    [Test]
    public async Task ACompressedBodyDecompressesToTheBody()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = CloudWatchLogsClient.Create(With(server.Options(), o => o.Gzip = true));
        var body = Wire.PutBody("g", "s", (5, new string('x', 300_000)));

        await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        using var gzip = new GZipStream(new MemoryStream(server.Requests.Single().Body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        plain.ToArray().Should().Equal(body);
    }

    [Test]
    public async Task TheServiceAcceptsTheSignatureOfABodyOfTheLargestSize()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put("g", "s", "seed");
        using var client = Wire.Client(aws);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var body = Wire.PutBody("g", "s", [.. Enumerable.Range(0, 10_000).Select(i => (now, $"{i:D8}{new string('ü', 35)}"))]);

        await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        aws.Events("g", "s").Should().HaveCount(10_001);
    }

    [Test]
    public async Task ALargeBodyCostsNoMoreMemoryThanASmallOne()
    {
        await using var server = WireSocket.Start(connection => connection.SendAsync(WireSocket.Answer(200, "{}")));
        using var client = server.Client();
        var small = Wire.Put("m");
        var large = new PutLogEventsRequest("g", "s", Wire.PutBody("g", "s", (5, new string('x', 1_000_000))));
        await client.PutLogEventsAsync(large, default);
        await client.PutLogEventsAsync(small, default);

        var ofSmall = await AllocatedAsync(small);
        var ofLarge = await AllocatedAsync(large);

        (ofLarge - ofSmall).Should().BeLessThan(200_000, "the body is neither copied nor turned into strings");

        async Task<long> AllocatedAsync(PutLogEventsRequest request)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < 10; i++) await client.PutLogEventsAsync(request, default);
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / 10;
        }
    }

    [Test]
    public void NamesAndMessagesAreEscapedInTheBody()
    {
        var body = new Utf8Buffer();
        PutLogEventsBody.Json.AppendHead(body, "g\"r\\p", new string('ü', 3000));
        PutLogEventsBody.Json.AppendEntry(body, long.MinValue, "a\u0001\"\\"u8);
        body.Append(PutLogEventsBody.Json.Separator);
        PutLogEventsBody.Json.AppendEntry(body, long.MaxValue, ""u8);
        body.Append(PutLogEventsBody.Json.Foot);

        var json = System.Text.Json.JsonDocument.Parse(body.WrittenMemory).RootElement;
        json.GetProperty("logGroupName").GetString().Should().Be("g\"r\\p");
        json.GetProperty("logStreamName").GetString().Should().Be(new string('ü', 3000));
        json.GetProperty("logEvents")[0].GetProperty("message").GetString().Should().Be("a\u0001\"\\");
        json.GetProperty("logEvents").EnumerateArray().Select(e => e.GetProperty("timestamp").GetInt64()).Should().Equal(long.MinValue, long.MaxValue);
    }

    [Test]
    public void TheRoomForAnEntryIsEnoughForAnyMessageOfJson([Values(0, 1, 95, 96, 195, 285, 1_000, 5_000)] int length, [Values(4, 8, 100_000)] int betweenQuotes)
    {
        const int capacity = 64 * 1024;
        var message = Enumerable.Range(0, length).Select(i => i % betweenQuotes == 0 ? (byte)'"' : (byte)'x').ToArray();
        using var body = new Utf8Buffer(capacity);
        body.Advance(capacity - PutLogEventsBody.Json.LengthOf(message));

        PutLogEventsBody.Json.AppendEntry(body, long.MinValue, message);

        body.Capacity.Should().Be(capacity, "a chunk of the body that has grown is of no more use for the next body");
    }

    static CloudWatchConnectionOptions With(CloudWatchConnectionOptions options, Action<CloudWatchConnectionOptions> change)
    {
        change(options);
        return options;
    }
}
