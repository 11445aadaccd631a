using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch;

public class OperationsTests
{
    [Test]
    public async Task GroupsStreamsAndRetentionAreSetUpInTheService()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var client = Wire.Client(aws);

        await client.CreateLogGroupAsync(
            new CreateLogGroupRequest("/shop/orders", "STANDARD", Tags: new Dictionary<string, string> { ["team"] = "größe", ["a"] = "b" }),
            default);
        await client.PutRetentionPolicyAsync(new PutRetentionPolicyRequest("/shop/orders", 30), default);
        await client.CreateLogStreamAsync(new CreateLogStreamRequest("/shop/orders", "größe/\"1\""), default);

        var group = aws.LogGroup("/shop/orders")!;
        group.RetentionInDays.Should().Be(30);
        group.Tags.Should().BeEquivalentTo(new Dictionary<string, string> { ["team"] = "größe", ["a"] = "b" });
        group.Streams.Select(s => s.Name).Should().Equal("größe/\"1\"");
    }

    [Test]
    public async Task WhatIsNotSetIsNotSent()
    {
        await using var server = await WireServer.StartAsync(200, "");
        using var client = server.Client();

        await client.CreateLogGroupAsync(new CreateLogGroupRequest("g"), default);
        await client.CreateLogGroupAsync(new CreateLogGroupRequest("g", "INFREQUENT_ACCESS", "arn:aws:kms:x", new Dictionary<string, string>()), default);

        server.Requests.Select(r => r.Text).Should().Equal(
            """{"logGroupName":"g"}""",
            """{"logGroupName":"g","logGroupClass":"INFREQUENT_ACCESS","kmsKeyId":"arn:aws:kms:x"}""");
    }

    [Test]
    public async Task GroupsAreDescribedWithTheArnThatLiveTailWants()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put("/shop/orders", "s", "m");
        aws.Put("/other", "s", "m");
        using var client = Wire.Client(aws);

        var response = await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest("/shop"), default);

        response.LogGroups.Should().Equal(new LogGroupDescription(
            "/shop/orders",
            $"arn:aws:logs:{aws.Region}:{aws.AccountId}:log-group:/shop/orders",
            "STANDARD"));
        response.NextToken.Should().BeNull();
    }

    [Test]
    public async Task AnOlderAnswerWithoutLogGroupArnGivesTheSameArn()
    {
        await using var server = await WireServer.StartAsync(
            200,
            """{"logGroups":[{"arn":"arn:aws:logs:r:1:log-group:g:*","logGroupName":"g","creationTime":1,"x":[{}]}],"nextToken":"t"}""");
        using var client = server.Client();

        var response = await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest(null, "token", 7), default);

        response.LogGroups.Should().Equal(new LogGroupDescription("g", "arn:aws:logs:r:1:log-group:g", null));
        response.NextToken.Should().Be("t");
        server.Requests.Single().Text.Should().Be("""{"nextToken":"token","limit":7}""");
    }

    [Test]
    public async Task EventsAreReadBackAsTheyWereWritten()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.VisibilityDelay = TimeSpan.Zero);
        string[] messages = ["plain", "größer \"als\" \\ 😀\n\t\u0001", "{\"level\":\"Information\"}", new string('x', 100_000)];
        aws.Put("g", "s", messages);
        using var client = Wire.Client(aws);

        var events = new List<FilteredLogEvent>();
        string? token = null;
        do
        {
            var page = await client.FilterLogEventsAsync(new FilterLogEventsRequest("g", NextToken: token), default);
            events.AddRange(page.Events);
            token = page.NextToken;
        }
        while (token is not null);

        var stored = aws.Events("g");
        events.Select(e => Encoding.UTF8.GetString(e.Message.Span)).Should().Equal(messages);
        events.Select(e => (e.LogStreamName, e.Timestamp, e.IngestionTime, e.EventId))
            .Should().Equal(stored.Select(e => (e.LogStreamName, e.Timestamp.ToUnixTimeMilliseconds(), e.IngestionTime.ToUnixTimeMilliseconds(), e.EventId)));
    }

    [Test]
    public async Task EveryPartOfAQueryIsSent()
    {
        await using var server = await WireServer.StartAsync(200, """{"events":[],"searchedLogStreams":[],"nextToken":"more"}""");
        using var client = server.Client();

        var page = await client.FilterLogEventsAsync(new FilterLogEventsRequest("arn", 1, 2, ["a", "b"], null, "\"x\"", "t", 3), default);
        await client.FilterLogEventsAsync(new FilterLogEventsRequest("arn", LogStreamNamePrefix: "p"), default);

        page.Events.Should().BeEmpty();
        page.NextToken.Should().Be("more", "an empty page is not the end");
        server.Requests.Select(r => r.Text).Should().Equal(
            """{"logGroupIdentifier":"arn","startTime":1,"endTime":2,"logStreamNames":["a","b"],"filterPattern":"\"x\"","nextToken":"t","limit":3}""",
            """{"logGroupIdentifier":"arn","logStreamNamePrefix":"p"}""");
    }

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
