using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations;

public class CreateLogGroupTests
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
}
