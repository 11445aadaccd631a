using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations;

/// <summary>Puts in Smithy RPC v2 with CBOR.</summary>
public class PutLogEventsCborTests
{
    static readonly string[] Messages = ["größer \"als\" 😀\n\0", "", "x", new('x', 23), new('x', 24), new('ü', 128), new('x', 65_535), new('x', 65_536), new('\u0001', 1_048_550)];

    [Test]
    public async Task TheFinishedBodyGoesOverTheWireAsItIs([Values] bool gzip)
    {
        await using var server = await WireServer.StartCborAsync(200, new { });
        var options = server.Options();
        (options.Protocol, options.Gzip) = (CloudWatchProtocol.Cbor, gzip);
        using var client = CloudWatchLogsClient.Create(options);
        var body = Wire.PutBody(PutLogEventsBody.Cbor, "g", "s", [.. Messages.Select((m, i) => ((long)i, m))]);

        await client.PutLogEventsAsync(new PutLogEventsRequest("g", "s", body), default);

        var request = server.Requests.Should().ContainSingle().Subject;
        request.Path.Should().Be("/service/Logs_20140328/operation/PutLogEvents");
        request.Headers["Smithy-Protocol"].Should().Be("rpc-v2-cbor");
        (request.Headers["Content-Type"], request.Headers["Accept"]).Should().Be(("application/cbor", "application/cbor"));
        request.Headers.Should().NotContainKey("X-Amz-Target", "a server must refuse a request with the headers of both protocols");
        request.Headers["Authorization"].Should().Contain("smithy-protocol").And.Contain("content-type");
        (gzip ? Decompress(request.Body) : request.Body).Should().Equal(body);
        EmulatorCbor.Decode(body)!["logEvents"]!.AsArray().Select(e => e!["message"]!.GetValue<string>()).Should().Equal(Messages);
    }

    [Test]
    public void MessagesStandUnescapedInTheBody()
    {
        const string message = """{"text":"a \"quoted\" word\n"}""";
        var body = Wire.PutBody(PutLogEventsBody.Cbor, "g", "s", (1_700_000_000_000, message));
        Encoding.UTF8.GetString(body).Should().Contain(message);
        Encoding.UTF8.GetString(Wire.PutBody("g", "s", (1_700_000_000_000, message))).Should().NotContain(message);
    }

    [Test]
    public void EveryTimeIsWrittenAsItIs()
    {
        long[] times = [0, 23, 24, -1, 1_700_000_000_000, long.MinValue, long.MaxValue];
        var body = EmulatorCbor.Decode(Wire.PutBody(PutLogEventsBody.Cbor, "g\"", new string('ü', 3000), [.. times.Select(t => (t, "m"))]))!;
        body["logEvents"]!.AsArray().Select(e => e!["timestamp"]!.GetValue<long>()).Should().Equal(times);
        (body["logGroupName"]!.GetValue<string>(), body["logStreamName"]!.GetValue<string>()).Should().Be(("g\"", new string('ü', 3000)));
    }

    [Test]
    public void ALoneSurrogateInANameBecomesTheReplacementCharacter() =>
        EmulatorCbor.Decode(Wire.PutBody(PutLogEventsBody.Cbor, "g", "a\ud800b"))!["logStreamName"]!.GetValue<string>().Should().Be("a\uFFFDb");

    [Test]
    public void AMessageIsReadBackFromItsEntry([Values] CloudWatchProtocol protocol)
    {
        var format = PutLogEventsBody.Of(protocol);
        using var entry = new Utf8Buffer();
        using var read = new Utf8Buffer();
        foreach (var time in new[] { -1, 0, 24, 1_700_000_000_000 })
        {
            foreach (var message in Messages)
            {
                entry.Clear();
                read.Clear();
                format.AppendEntry(entry, time, Encoding.UTF8.GetBytes(message));
                format.ReadMessage(entry.WrittenSpan, read);
                Encoding.UTF8.GetString(read.WrittenSpan).Should().Be(message);
            }
        }
    }

    [Test]
    public void TheEntityIsAMemberOfTheBody()
    {
        var entity = new PutEntity(new Dictionary<string, string> { ["Type"] = "Service", ["Name"] = "größe \"x\"" }, new Dictionary<string, string>());
        using var body = new Utf8Buffer();
        PutLogEventsBody.Cbor.AppendHead(body, "g", "s", PutLogEventsBody.Cbor.MemberOf(entity).Span);
        body.Append(PutLogEventsBody.Cbor.Foot);
        EmulatorCbor.Decode(body.WrittenSpan.ToArray())!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Should().Be(
            """{"logGroupName":"g","logStreamName":"s","entity":{"keyAttributes":{"Type":"Service","Name":"größe \"x\""}},"logEvents":[]}""");
    }

    [TestCase("A0")]
    [TestCase("BFFF")]
    public async Task AnEmptyMapMeansThatAllWasStored(string answer)
    {
        await using var server = await WireServer.StartCborAsync(200, Convert.FromHexString(answer));
        using var client = server.CborClient();
        (await client.PutLogEventsAsync(Wire.CborPut("m"), default)).Should().Be(PutLogEventsResponse.AllStored);
    }

    [Test]
    public async Task TheRejectedRangesOfA200AreRead()
    {
        await using var server = await WireServer.StartCborAsync(200, new
        {
            nextSequenceToken = "495",
            rejectedLogEventsInfo = new { tooNewLogEventStartIndex = 7, tooOldLogEventEndIndex = 2, expiredLogEventEndIndex = 3, other = new { } },
            rejectedEntityInfo = new { errorType = "InvalidEntity" },
        });
        using var client = server.CborClient();
        (await client.PutLogEventsAsync(Wire.CborPut("m"), default)).Should().Be(new PutLogEventsResponse(7, 2, 3, "InvalidEntity"));
    }

    [TestCase(200, "")]
    [TestCase(200, "80", Description = "an array")]
    [TestCase(200, "F6", Description = "null")]
    [TestCase(200, "A0A0", Description = "two maps")]
    [TestCase(200, "A1", Description = "a map without its end")]
    [TestCase(200, "A1665F5F747970656161", Description = "__typ")]
    [TestCase(200, "A1665F5F747970656F496E7465726E616C4661696C757265", Description = "__type")]
    [TestCase(200, "A175726A65637465644C6F674576656E7473496E666F01", Description = "a number for the ranges")]
    [TestCase(200, "7B7D", Description = "{} as JSON")]
    [TestCase(200, "3C68746D6C3E", Description = "<html>")]
    [TestCase(200, "4F4B", Description = "OK")]
    [TestCase(201, "A0")]
    [TestCase(202, "A0")]
    [TestCase(206, "A0")]
    public async Task AnAnswerThatIsNotTheServicesIsNoSuccess(int status, string answer)
    {
        await using var server = await WireServer.StartCborAsync(status, Convert.FromHexString(answer));
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
        failure.ErrorCode.Should().Be(status == 200 ? "UnreadableResponse" : $"HTTP{status}");
        failure.OutcomeUnknown.Should().BeTrue("whatever is in between may have sent the request on");
    }

    [TestCase("{}", "")]
    [TestCase("{}", "rpc-v2-json")]
    [TestCase("<html><body>Sign in to the network</body></html>", "")]
    public async Task AnAnswerInAnotherProtocolIsNoSuccessAndNamesTheOption(string answer, string header)
    {
        await using var server = await WireServer.StartAsync((context, _) =>
        {
            if (header.Length > 0) context.Response.Headers["smithy-protocol"] = header;
            return context.Response.WriteAsync(answer);
        });
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));

        failure.ErrorCode.Should().Be("UnreadableResponse");
        failure.OutcomeUnknown.Should().BeTrue();
        failure.Message.Should().Be("PutLogEvents was answered with HTTP 200 in another protocol. The endpoint, or a proxy in front of it, does not seem to support the value 'Cbor' of the option protocol: set it to 'Json'.");
    }

    static byte[] Decompress(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
