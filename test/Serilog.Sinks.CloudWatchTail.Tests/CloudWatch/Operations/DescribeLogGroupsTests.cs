using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations;

public class DescribeLogGroupsTests
{
    [Test]
    public async Task GroupsAreDescribedWithTheArnThatLiveTailWants()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put("/shop/orders", "s", "m");
        aws.Put("/other", "s", "m");
        using var client = Wire.Client(aws);

        var response = await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest("/shop"), default);

        var group = response.LogGroups.Should().ContainSingle().Subject;
        (group.LogGroupName, group.LogGroupClass).Should().Be(("/shop/orders", "STANDARD"));
        group.LogGroupArn.Should().Be($"arn:aws:logs:{aws.Region}:{aws.AccountId}:log-group:/shop/orders");
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

        response.LogGroups.Should().Equal(new LogGroupDescription("g", "arn:aws:logs:r:1:log-group:g", null) { CreationTime = 1 });
        response.NextToken.Should().Be("t");
        server.Requests.Single().Text.Should().Be("""{"nextToken":"token","limit":7}""");
    }
}
