using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Protocol;

/// <summary>The first word of an ARN follows from the region.</summary>
public sealed class PartitionTests
{
    [TestCase("eu-west-1", "aws")]
    [TestCase("cn-north-1", "aws-cn")]
    [TestCase("us-gov-west-1", "aws-us-gov")]
    [TestCase("us-iso-east-1", "aws-iso")]
    [TestCase("us-isob-east-1", "aws-iso-b")]
    [TestCase("us-isof-south-1", "aws-iso-f")]
    [TestCase("eu-isoe-west-1", "aws-iso-e")]
    [TestCase("eusc-de-east-1", "aws-eusc")]
    public async Task ArnsAreOfTheRegionsPartition(string region, string partition)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Region = region);
        using var http = new EmulatorHttp(aws);
        aws.Put("g", "s", "x");
        var arn = $"arn:{partition}:logs:{region}:123456789012:log-group:g";
        aws.LogGroup("g")!.Arn.Should().Be(arn);
        (await http.DoAsync("DescribeLogGroups", "{}")).GetProperty("logGroups")[0].GetProperty("arn").GetString().Should().Be(arn + ":*");
        (await http.SendAsync("FilterLogEvents", new { logGroupIdentifier = arn })).Status.Should().Be(200);
        var other = partition == "aws" ? "aws-cn" : "aws";
        (await http.SendAsync("FilterLogEvents", new { logGroupIdentifier = arn.Replace($"arn:{partition}:", $"arn:{other}:") })).Code.Should().Be("InvalidParameterException");
    }
}
