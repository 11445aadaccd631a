using System.Net;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using static Serilog.Sinks.CloudWatchTail.CloudWatchLogsErrorClass;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

public class ServiceErrorTests
{
    [TestCase("", """{"__type":"ResourceNotFoundException","message":"gone"}""")]
    [TestCase("", """{"__type":"com.amazonaws.logs#ResourceNotFoundException","Message":"gone"}""")]
    [TestCase("", """{"code":"ResourceNotFoundException","message":"gone"}""")]
    [TestCase("", """{"message":"gone","extra":{"__type":"X"},"__type":"aws#ResourceNotFoundException:http://a/b#c"}""")]
    [TestCase("ResourceNotFoundException:http://internal.amazon.com/coral/x", """{"message":"gone"}""")]
    [TestCase("com.amazonaws.logs#ResourceNotFoundException", """{"__type":"SomethingElse","message":"gone"}""")]
    public async Task TheCodeIsFoundWhereverItIsAndWithoutWhatSurroundsIt(string header, string body)
    {
        await using var server = await WireServer.StartAsync(400, body, ("x-amzn-errortype", header), ("x-amzn-RequestId", "request-1"));
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorCode.Should().Be("ResourceNotFoundException");
        failure.ErrorClass.Should().Be(NotFound);
        failure.Message.Should().Be("gone");
        failure.RequestId.Should().Be("request-1");
        failure.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        failure.OutcomeUnknown.Should().BeFalse();
    }

    [TestCase("ThrottlingException", 400, Throttled)]
    [TestCase("LimitExceededException", 400, Throttled)]
    [TestCase("TooManyRequestsException", 429, Throttled)]
    [TestCase("ResourceNotFoundException", 400, NotFound)]
    [TestCase("ResourceAlreadyExistsException", 400, Exists)]
    [TestCase("InvalidParameterException", 400, Invalid)]
    [TestCase("InvalidOperationException", 400, Invalid)]
    [TestCase("ValidationException", 400, Invalid)]
    [TestCase("SerializationException", 400, Invalid)]
    [TestCase("UnknownOperationException", 404, Invalid)]
    [TestCase("AccessDeniedException", 400, Denied)]
    [TestCase("UnrecognizedClientException", 400, Denied)]
    [TestCase("ExpiredTokenException", 400, Denied)]
    [TestCase("InvalidSignatureException", 400, Denied)]
    [TestCase("MissingAuthenticationTokenException", 400, Denied)]
    [TestCase("SomethingNewException", 403, Denied)]
    [TestCase("ServiceUnavailableException", 503, Unavailable)]
    [TestCase("InternalFailure", 500, Unavailable)]
    [TestCase("OperationAbortedException", 400, Unavailable)]
    [TestCase("SomethingNewException", 500, Unavailable)]
    [TestCase("SomethingNewException", 429, Throttled)]
    [TestCase("SomethingNewException", 400, Invalid)]
    public void EachCodeHasItsClass(string code, int status, CloudWatchLogsErrorClass expected) =>
        ServiceError.Classify(code, (HttpStatusCode)status).Should().Be(expected);

    [TestCase(302, Unavailable)]
    [TestCase(400, Unavailable)]
    [TestCase(401, Unavailable)]
    [TestCase(403, Unavailable)]
    [TestCase(404, Unavailable)]
    [TestCase(407, Unavailable)]
    [TestCase(408, Unavailable)]
    [TestCase(413, Unavailable)]
    [TestCase(414, Unavailable)]
    [TestCase(415, Unavailable)]
    [TestCase(431, Unavailable)]
    [TestCase(429, Throttled)]
    [TestCase(500, Unavailable)]
    [TestCase(502, Unavailable)]
    [TestCase(504, Unavailable)]
    public async Task AProxysPageSaysNothingAboutTheRequest(int status, CloudWatchLogsErrorClass expected)
    {
        await using var server = await WireServer.StartAsync(status, "<html><body>nginx</body></html>");
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorClass.Should().Be(expected);
        failure.ErrorCode.Should().Be($"HTTP{status}");
        failure.Message.Should().Be($"PutLogEvents was answered with HTTP {status} and no message.");
        failure.OutcomeUnknown.Should().BeFalse();
    }

    [TestCase("[1]")]
    [TestCase("""{"message":"Bad Request"}""")]
    [TestCase("""{"code":"BAD_REQUEST","message":"upstream"}""")]
    [TestCase("""{"__type":"InvalidParameterException"}<html>""")]
    [TestCase("""{"__type":"InvalidParameterException","mess""")]
    public async Task AnErrorThatIsNotTheServicesOwnIsTriedAgain(string body)
    {
        await using var server = await WireServer.StartAsync(400, body);
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorClass.Should().Be(Unavailable);
        failure.ErrorCode.Should().Be("HTTP400");
    }

    [Test]
    public async Task ARedirectIsNotFollowed()
    {
        await using var elsewhere = await WireServer.StartAsync(200, "{}");
        await using var server = await WireServer.StartAsync(307, "", ("Location", elsewhere.Url));
        using var client = server.Client();

        await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        elsewhere.Requests.Should().BeEmpty("what was signed and meant for one host is not for another");
    }

    [TestCase("")]
    [TestCase("[1]")]
    [TestCase("""{"__type":5,"message":{"a":1}}""")]
    [TestCase("""{"__type":""")]
    [TestCase("""{"message":"\ud800"}""")]
    public async Task AnErrorBodyOfAnyShapeIsAFailureNotACrash(string body)
    {
        await using var server = await WireServer.StartAsync(500, body);
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.CreateLogStreamAsync(new CreateLogStreamRequest("g", "s"), default));

        failure.ErrorClass.Should().Be(Unavailable);
    }

    [TestCase(400, "ThrottlingException")]
    [TestCase(500, "InternalFailure")]
    [TestCase(503, "ServiceUnavailableException")]
    [TestCase(400, "InvalidSignatureException")]
    public async Task NothingTheServiceAnswersIsRetried(int status, string code)
    {
        await using var server = await WireServer.StartAsync(status, $$"""{"__type":"{{code}}"}""");
        using var client = server.Client();

        await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        server.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task AnEndlessErrorBodyIsReadToItsFirstPart()
    {
        await using var server = await WireServer.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = 503;
            var junk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(junk, context.RequestAborted);
        });
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default).WaitAsync(TimeSpan.FromSeconds(20)));

        failure.ErrorClass.Should().Be(Unavailable);
    }
}
