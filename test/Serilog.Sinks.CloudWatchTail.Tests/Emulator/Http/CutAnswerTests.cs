using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Http;

/// <summary>A cut in the middle of an answer must never look like an answer.</summary>
sealed class CutAnswerTests : EmulatorTest
{
    [TestCase("CreateLogGroup", """{"logGroupName":"new"}""", Description = "an answer without a body")]
    [TestCase("PutLogEvents", """{"logGroupName":"/shop/orders","logStreamName":"none","logEvents":[{"timestamp":1,"message":"m"}]}""", Description = "an error")]
    [TestCase("DescribeLogGroups", "{}")]
    [TestCase("Nonsense", "{}")]
    public async Task ACutIsSeenWhateverTheAnswerWouldHaveBeen(string operation, string body)
    {
        await CreateAsync();
        Aws.Faults.On(operation).CutMidAnswer();
        await Http.Awaiting(h => h.SendAsync(operation, body)).Should().ThrowAsync<HttpRequestException>();
        Aws.Requests[^1].StatusCode.Should().BeNull();
    }

    [Test]
    public async Task TheLibrarysClientSeesTheCutToo()
    {
        Aws.CreateLogGroup(Group);
        Aws.Faults.On("CreateLogStream").CutMidAnswer();
        using var client = Wire.Client(Aws);
        (await Wire.FailureOf(() => client.CreateLogStreamAsync(new(Group, Stream), default))).ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
    }

    [Test]
    public async Task HalfOfAnErrorComesWithItsStatus()
    {
        Aws.Faults.On("PutLogEvents").CutMidAnswer();
        using var response = await Http.StartAsync("PutLogEvents", new { logGroupName = "none", logStreamName = "none", logEvents = new[] { Event(Now, "m") } });
        ((int)response.StatusCode).Should().Be(400);
        response.Content.Headers.ContentLength.Should().BePositive();
    }

    [Test]
    public async Task EveryAnswerSaysHowLongItIs()
    {
        await CreateAsync();
        foreach (var (operation, body) in new[] { ("CreateLogGroup", """{"logGroupName":"new"}"""), ("DescribeLogGroups", "{}"), ("PutLogEvents", "{}") })
        {
            using var response = await Http.StartAsync(operation, System.Text.Json.JsonDocument.Parse(body).RootElement);
            response.Content.Headers.ContentLength.Should().NotBeNull("of {0}", operation);
        }
    }
}
