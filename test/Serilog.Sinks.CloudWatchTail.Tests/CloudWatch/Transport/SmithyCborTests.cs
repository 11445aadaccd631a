using System.Net;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using static Serilog.Sinks.CloudWatchTail.CloudWatchLogsErrorClass;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

/// <summary>Errors in Smithy RPC v2 with CBOR, and of servers that do not understand it.</summary>
public class SmithyCborTests
{
    const string Advice = "The endpoint, or a proxy in front of it, does not seem to support the value 'Cbor' of the option protocol: set it to 'Json'.";

    [TestCase("ResourceNotFoundException", "")]
    [TestCase("com.amazonaws.cloudwatchlogs#ResourceNotFoundException", "SomethingElse;Sender")]
    [TestCase("", "ResourceNotFoundException;Sender")]
    [TestCase("", "ResourceNotFoundException")]
    public async Task TheCodeIsInTheBodyOrInTheHeaderOfServicesThatSpokeQuery(string type, string header)
    {
        await using var server = await WireServer.StartCborAsync(400, new { __type = type, message = "gone" }, ("x-amzn-query-error", header), ("x-amzn-errortype", "ThrottlingException"), ("x-amzn-RequestId", "request-1"));
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));

        (failure.ErrorCode, failure.ErrorClass, failure.Message, failure.RequestId).Should().Be(("ResourceNotFoundException", NotFound, "gone", "request-1"));
        (failure.StatusCode, failure.OutcomeUnknown).Should().Be((HttpStatusCode.BadRequest, false));
    }

    [TestCase("ThrottlingException", 400, Throttled)]
    [TestCase("InvalidParameterException", 400, Invalid)]
    [TestCase("AccessDeniedException", 400, Denied)]
    [TestCase("ServiceUnavailableException", 503, Unavailable)]
    public async Task EachCodeHasTheClassThatItHasInJson(string code, int status, CloudWatchLogsErrorClass expected)
    {
        await using var server = await WireServer.StartCborAsync(status, new { __type = $"com.amazonaws.cloudwatchlogs#{code}", message = "no" });
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));

        (failure.ErrorCode, failure.ErrorClass, failure.Message).Should().Be((code, expected, "no"));
    }

    [TestCase("UnknownOperationException", 404)]
    [TestCase("UnknownOperationException", 400)]
    [TestCase("SerializationException", 400)]
    public async Task AServiceThatCannotReadTheProtocolRefusesNoEvent(string code, int status)
    {
        await using var server = await WireServer.StartCborAsync(status, new { __type = code, message = "No." });
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));

        (failure.ErrorCode, failure.ErrorClass, failure.Message).Should().Be((code, Unavailable, "No. " + Advice));
    }

    [TestCase(400, """{"__type":"InvalidParameterException","message":"Start of structure or map found where not expected."}""")]
    [TestCase(400, """{"__type":"ResourceNotFoundException"}""")]
    [TestCase(403, "<html>Forbidden</html>")]
    [TestCase(404, """{"__type":"UnknownOperationException"}""")]
    [TestCase(404, "")]
    [TestCase(405, "<Error><Code>MethodNotAllowed</Code></Error>")]
    [TestCase(415, "")]
    [TestCase(501, "")]
    public async Task AServerThatDoesNotKnowTheProtocolRefusesNoEventAndTheFailureNamesTheOption(int status, string answer)
    {
        await using var server = await WireServer.StartAsync(status, answer);
        using var client = server.CborClient();

        var put = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));
        var create = await Wire.FailureOf(() => client.CreateLogStreamAsync(new CreateLogStreamRequest("g", "s"), default));

        (put.ErrorCode, put.ErrorClass, put.OutcomeUnknown).Should().Be(($"HTTP{status}", Unavailable, false));
        put.Message.Should().Be($"PutLogEvents was answered with HTTP {status} in another protocol. {Advice}");
        create.Message.Should().Be($"CreateLogStream was answered with HTTP {status} in another protocol. {Advice}");
    }

    [TestCase(413, Unavailable)]
    [TestCase(429, Throttled)]
    [TestCase(500, Unavailable)]
    [TestCase(502, Unavailable)]
    public async Task AProxysPageSaysNothingAboutTheProtocol(int status, CloudWatchLogsErrorClass expected)
    {
        await using var server = await WireServer.StartAsync(status, "<html><body>nginx</body></html>");
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.CborPut("m"), default));

        (failure.ErrorCode, failure.ErrorClass).Should().Be(($"HTTP{status}", expected));
        failure.Message.Should().Be($"PutLogEvents was answered with HTTP {status} and no message.");
    }

    [TestCase("")]
    [TestCase("3C68746D6C3E")]
    [TestCase("A1665F5F74797065")]
    [TestCase("A1665F5F7479706505")]
    public async Task AnErrorBodyOfAnyShapeIsAFailureNotACrash(string hex)
    {
        await using var server = await WireServer.StartCborAsync(500, Convert.FromHexString(hex));
        using var client = server.CborClient();

        var failure = await Wire.FailureOf(() => client.CreateLogStreamAsync(new CreateLogStreamRequest("g", "s"), default));

        (failure.ErrorCode, failure.ErrorClass).Should().Be(("HTTP500", Unavailable));
    }

    [Test]
    public async Task TheOtherOperationsSpeakItToo()
    {
        await using var server = await WireServer.StartCborAsync(200, new { logGroups = new[] { new { logGroupName = "g", logGroupArn = "arn:g" } }, nextToken = "more" });
        using var client = server.CborClient();

        var page = await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest("größe"), default);
        await client.CreateLogGroupAsync(new CreateLogGroupRequest("g") { Tags = new Dictionary<string, string> { ["a"] = "b" }, DeletionProtectionEnabled = true }, default);

        (page.LogGroups.Single().LogGroupArn, page.NextToken).Should().Be(("arn:g", "more"));
        server.Requests.Select(r => r.Path).Should().Equal("/service/Logs_20140328/operation/DescribeLogGroups", "/service/Logs_20140328/operation/CreateLogGroup");
        server.Requests.Should().OnlyContain(r => r.Headers["Content-Type"] == "application/cbor");
        EmulatorCbor.Decode(server.Requests.First().Body)!["logGroupNamePrefix"]!.GetValue<string>().Should().Be("größe");
        EmulatorCbor.Decode(server.Requests.Last().Body)!.ToJsonString().Should().Be("""{"logGroupName":"g","tags":{"a":"b"},"deletionProtectionEnabled":true}""");
    }
}
