using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

public class AuditTests
{
    [Test]
    public async Task EachEventIsStoredWhenTheCallReturns()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var logger = Logger(aws);
        for (var i = 0; i < 3; i++)
        {
            logger.Information("event {I}", i);
            aws.Events("/audit").Should().HaveCount(i + 1);
        }

        aws.Requests.Count(r => r.Operation == "PutLogEvents" && r.StatusCode == 200).Should().Be(3, "one event, one put");
    }

    [Test]
    public async Task TheServicesOwnExceptionReachesTheCallerInSerilogsAggregateAlone()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var logger = Logger(aws);
        logger.Information("prime");
        aws.Faults.On("PutLogEvents").Reject("AccessDeniedException", "User is not authorized");

        var log = () => logger.Information("event");
        var inner = log.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Subject;
        var error = inner.Should().BeOfType<CloudWatchLogsException>().Subject;
        error.ErrorCode.Should().Be("AccessDeniedException");
        error.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);

        logger.Information("after"); // the sink is none the worse for it
        aws.Events("/audit").Select(e => e.Message).Should().Equal("prime", "after");
    }

    [Test]
    public async Task AnEventThatIsRejectedInsideA200Throws()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var logger = Logger(aws);
        var log = () => logger.Write(Some.Event("old", at: DateTimeOffset.UtcNow.AddDays(-15)));
        log.Should().Throw<AggregateException>().Which.InnerException.Should().BeOfType<CloudWatchLogsException>()
            .Which.Message.Should().Contain("14 days");
    }

    [TestCase(204, "")]
    [TestCase(200, "")]
    [TestCase(200, "OK")]
    [TestCase(400, "<html>nginx</html>")]
    public async Task AnAnswerThatIsNotTheServicesThrows(int status, string answer)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var logger = Logger(aws);
        aws.Faults.On("PutLogEvents").Status(status, answer);

        var log = () => logger.Information("event");
        log.Should().Throw<AggregateException>().Which.InnerException.Should().BeOfType<CloudWatchLogsException>()
            .Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
    }

    [Test]
    public async Task AnUnreachableServiceThrowsAtOnce()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var logger = Logger(aws);
        await aws.StopListeningAsync();
        var log = () => logger.Information("event");
        log.Should().Throw<AggregateException>().Which.InnerException.Should().BeOfType<CloudWatchLogsException>()
            .Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
    }

    [Test]
    public async Task ManyThreadsMayAuditAtOnce()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var logger = Logger(aws);
        Parallel.For(0, 50, i => logger.Information("event {I}", i));
        aws.Events("/audit").Select(e => e.Message).Should().BeEquivalentTo(Enumerable.Range(0, 50).Select(i => $"event {i}"));
    }

    static Serilog.Core.Logger Logger(CloudWatchLogsEmulator aws) => new LoggerConfiguration().AuditTo.CloudWatch(o =>
    {
        o.LogGroup = "/audit";
        o.Formatter = new MessageTemplateTextFormatter("{Message:lj}");
        aws.Connect(o.Connection.UseEndpoint);
    }).CreateLogger();
}
