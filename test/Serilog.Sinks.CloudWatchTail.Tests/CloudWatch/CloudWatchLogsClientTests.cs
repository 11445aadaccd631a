using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch;

public class CloudWatchLogsClientTests
{
    [Test]
    public async Task AnAnswerThatCannotBeReadIsAPassingFaultOfUnknownOutcome()
    {
        await using var server = await WireServer.StartAsync(200, "<html>log in to the hotel's network</html>");
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
        failure.OutcomeUnknown.Should().BeTrue();
        failure.Message.Should().StartWith("PutLogEvents was answered with HTTP 200 and a body that cannot be read");
    }

    [Test]
    public async Task CallsOfADisposedClientFailAsSuch()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        var client = server.Client();
        client.Dispose();
        client.Dispose();

        var call = () => client.PutLogEventsAsync(Wire.Put("m"), default);

        await call.Should().ThrowAsync<ObjectDisposedException>();
    }
}
