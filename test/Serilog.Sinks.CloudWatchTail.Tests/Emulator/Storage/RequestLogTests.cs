using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Storage;

sealed class RequestLogTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        options.RequestLogLimit = 10;
        options.RequestLogLimitBytes = 250;
    }

    [Test]
    public async Task TheLatestRequestsAreKeptAndTheLatestBodies()
    {
        for (var i = 1; i <= 12; i++) await Http.DoAsync("CreateLogGroup", new { logGroupName = $"group{i}".PadRight(100 - """{"logGroupName":""}""".Length, 'x') });
        Aws.Requests.Select(r => r.Number).Should().Equal(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Aws.Requests.Select(r => r.Body.Length).Should().Equal(0, 0, 0, 0, 0, 0, 0, 0, 100, 100);
        Aws.Requests[0].LogGroupName.Should().StartWith("group3x", "what it is about is still known");
        Aws.RequestCount("CreateLogGroup").Should().Be(12);
    }

    [Test]
    public async Task ARequestShowsWhatWasAskedAndWhatWasAnswered()
    {
        await Http.SendAsync("CreateLogStream", new { logGroupName = "nowhere", logStreamName = "s" });
        var request = Aws.Requests.Single();
        (request.Operation, request.LogGroupName, request.LogStreamName, request.Number).Should().Be(("CreateLogStream", "nowhere", "s", 1));
        (request.StatusCode, request.ErrorCode).Should().Be((400, "ResourceNotFoundException"));
        request.Headers["x-amz-target"].Should().Be("Logs_20140328.CreateLogStream");
        request.BodyText.Should().Be("""{"logGroupName":"nowhere","logStreamName":"s"}""");
        await request.Answered.WaitAsync(Limits.Patience);
    }
}
