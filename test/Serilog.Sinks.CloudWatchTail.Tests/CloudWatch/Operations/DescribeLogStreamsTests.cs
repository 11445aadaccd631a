using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations;

public class DescribeLogStreamsTests
{
    [Test]
    public async Task StreamsAreAskedForByNameOrNewestFirst()
    {
        await using var server = await WireServer.StartAsync(
            200,
            """{"logStreams":[{"logStreamName":"s","creationTime":1,"firstEventTimestamp":2,"lastEventTimestamp":3,"x":{}},{"logStreamName":"empty"}],"nextToken":"t"}""");
        using var client = server.Client();

        var response = await client.DescribeLogStreamsAsync(new DescribeLogStreamsRequest("g", "p", NextToken: "n"), default);
        await client.DescribeLogStreamsAsync(new DescribeLogStreamsRequest("g", NewestFirst: true, Limit: 5), default);

        response.LogStreams.Should().Equal(new LogStreamDescription("s", 1, 2, 3), new LogStreamDescription("empty", null, null, null));
        response.NextToken.Should().Be("t");
        server.Requests.Select(r => r.Text).Should().Equal(
            """{"logGroupIdentifier":"g","logStreamNamePrefix":"p","nextToken":"n","limit":50}""",
            """{"logGroupIdentifier":"g","orderBy":"LastEventTime","descending":true,"limit":5}""");
    }

    [TestCase("""{"__type":"InternalFailure"}""")]
    [TestCase("""{"logStreams":[]}<html>""")]
    [TestCase("""{"logStreams":[""")]
    public async Task AnAnswerThatIsNotTheServicesIsNoSuccess(string answer)
    {
        await using var server = await WireServer.StartAsync(200, answer);
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.DescribeLogStreamsAsync(new DescribeLogStreamsRequest("g"), default));

        failure.ErrorCode.Should().Be("UnreadableResponse");
    }
}
