using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

public class NetworkFailureTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task ARefusedConnectionLeavesNoDoubt()
    {
        var url = WireSocket.RefusedUrl();
        using var client = ClientOf(url);

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        ShouldBeUnavailable(failure, outcomeUnknown: false);
        failure.Message.Should().StartWith($"PutLogEvents could not be sent to {new Uri(url).Authority}: ");
        failure.StatusCode.Should().Be(0);
    }

    [Test]
    public async Task AHostThatDoesNotExistLeavesNoDoubt()
    {
        using var client = ClientOf("http://no-such-host.invalid");

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        ShouldBeUnavailable(failure, outcomeUnknown: false);
        failure.Message.Should().StartWith("PutLogEvents could not be sent to no-such-host.invalid: ").And.EndWith(" (is the endpoint's host right?)");
    }

    /// <summary>The partition's names are AWS's, and no region of this one's will ever be there.</summary>
    [Test]
    public async Task AHostOfARegionThatDoesNotExistNamesTheRegion()
    {
        using var client = CloudWatchLogsClient.Create(new CloudWatchConnectionOptions { Region = "us-nowhere-99", Credentials = WireServer.Credentials });

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        ShouldBeUnavailable(failure, outcomeUnknown: false);
        failure.Message.Should().StartWith("PutLogEvents could not be sent to logs.us-nowhere-99.amazonaws.com: ").And.Contain("is there a region 'us-nowhere-99'");
    }

    [TestCase("The proxy tunnel request to proxy 'http://user:p@ss@proxy:8080/' failed.", "The proxy tunnel request to proxy 'http://***@proxy:8080/' failed.")]
    [TestCase("From https://a:b@c/ to http://d and ftp://e:f@g.", "From https://***@c/ to http://d and ftp://***@g.")]
    [TestCase("Nothing to hide: a@b", "Nothing to hide: a@b")]
    public void PasswordsAreHiddenInTheUrlsThatOthersQuote(string text, string expected) => UrlText.WithoutUser(text).Should().Be(expected);

    [Test]
    public async Task AFailedTlsHandshakeLeavesNoDoubt()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = ClientOf(server.Url.Replace("http://", "https://", StringComparison.Ordinal));

        ShouldBeUnavailable(await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default)), outcomeUnknown: false);
        server.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task AConnectionCutAfterTheRequestLeavesTheOutcomeUnknown()
    {
        await using var server = WireSocket.Start(connection =>
        {
            connection.Close();
            return Task.CompletedTask;
        });
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        ShouldBeUnavailable(failure, outcomeUnknown: true);
        failure.Message.Should().StartWith($"PutLogEvents was sent to {new Uri(server.Url).Authority} and not answered: ");
    }

    [Test]
    public async Task AResetIsTriedAgainOnceAndNotMore()
    {
        await using var server = WireSocket.Start(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });
        using var client = server.Client();

        ShouldBeUnavailable(await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default)), outcomeUnknown: true);

        server.Requests.Should().BeLessThanOrEqualTo(2);
    }

    [Test]
    public async Task AConnectionThatWentStaleInThePoolIsReplaced()
    {
        await using var server = WireSocket.Start(async (number, connection) =>
        {
            if (number == 2) connection.Reset();
            else await connection.SendAsync(WireSocket.Answer(200, "{}"));
        });
        using var client = server.Client();

        await client.PutLogEventsAsync(Wire.Put("first"), default);
        await client.PutLogEventsAsync(Wire.Put("second"), default);

        server.Requests.Should().Be(3);
    }

    [Test]
    public async Task AnAnswerCutShortLeavesTheOutcomeUnknown()
    {
        await using var server = WireSocket.Start(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
            connection.Close();
        });
        using var client = server.Client();

        ShouldBeUnavailable(await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default)), outcomeUnknown: true);
    }

    [Test]
    public async Task AnAnswerThatIsNotHttpLeavesTheOutcomeUnknown()
    {
        await using var server = WireSocket.Start(connection => connection.SendAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n"u8.ToArray()));
        using var client = server.Client();

        ShouldBeUnavailable(await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default)), outcomeUnknown: true);
    }

    [Test]
    public async Task ARequestThatIsNeverAnsweredTimesOutByTheClock()
    {
        var clock = new ManualTimeProvider();
        var received = new TaskCompletionSource();
        await using var server = WireSocket.Start(connection =>
        {
            received.TrySetResult();
            return connection.WhenHungUpAsync();
        });
        using var client = server.Client(clock, TimeSpan.FromSeconds(30));

        var put = client.PutLogEventsAsync(Wire.Put("m"), default);
        await received.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(29));
        put.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await Wire.FailureOf(() => put.WaitAsync(Patience));
        ShouldBeUnavailable(failure, outcomeUnknown: true);
        failure.ErrorCode.Should().Be("RequestTimeout");
        failure.Message.Should().Be("PutLogEvents was sent and not answered within 30 s.");
    }

    [Test]
    public async Task ABodyThatNeverEndsTimesOutByTheClock()
    {
        var clock = new ManualTimeProvider();
        var answering = new TaskCompletionSource();
        await using var server = WireSocket.Start(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
            answering.SetResult();
            await connection.WhenHungUpAsync();
        });
        using var client = server.Client(clock, TimeSpan.FromSeconds(30));

        var put = client.PutLogEventsAsync(Wire.Put("m"), default);
        await answering.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(30));

        ShouldBeUnavailable(await Wire.FailureOf(() => put.WaitAsync(Patience)), outcomeUnknown: true);
    }

    [Test]
    public async Task AnErrorBodyCutShortIsStillThatError()
    {
        await using var server = WireSocket.Start(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 400 Bad\r\nx-amzn-errortype: ThrottlingException\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
            connection.Close();
        });
        using var client = server.Client();

        var failure = await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));

        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Throttled);
        failure.OutcomeUnknown.Should().BeFalse();
    }

    [Test]
    public async Task CancellationIsNoFailureAndTellsWhetherTheRequestHadBeenSent()
    {
        var received = new TaskCompletionSource();
        await using var server = WireSocket.Start(connection =>
        {
            received.TrySetResult();
            return connection.WhenHungUpAsync();
        });
        using var client = server.Client();
        using var cancellation = new CancellationTokenSource();

        var put = client.PutLogEventsAsync(Wire.Put("m"), cancellation.Token);
        await received.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();

        var call = () => put.WaitAsync(Patience);
        var cancelled = (await call.Should().ThrowAsync<OperationCanceledException>()).Which;
        cancelled.CancellationToken.Should().Be(cancellation.Token);
        cancelled.InnerException.Should().BeOfType<CloudWatchLogsException>().Which.OutcomeUnknown.Should().BeTrue();
    }

    [Test]
    public async Task ACallCancelledBeforeItBeganIsNotSent()
    {
        await using var server = await WireServer.StartAsync(200, "{}");
        using var client = server.Client();

        var call = () => client.PutLogEventsAsync(Wire.Put("m"), new CancellationToken(canceled: true));

        (await call.Should().ThrowAsync<OperationCanceledException>())
            .Which.InnerException.Should().BeOfType<CloudWatchLogsException>().Which.OutcomeUnknown.Should().BeFalse();
        server.Requests.Should().BeEmpty();
    }

    static void ShouldBeUnavailable(CloudWatchLogsException failure, bool outcomeUnknown)
    {
        failure.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Unavailable);
        failure.OutcomeUnknown.Should().Be(outcomeUnknown);
    }

    static CloudWatchLogsClient ClientOf(string url) => CloudWatchLogsClient.Create(
        new CloudWatchConnectionOptions { ServiceUrl = url, Region = "eu-west-1", Credentials = WireServer.Credentials });
}
