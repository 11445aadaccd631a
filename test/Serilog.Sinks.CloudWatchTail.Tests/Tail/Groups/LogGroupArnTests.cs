using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Groups;

public sealed class LogGroupArnTests
{
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders:*")]
    public void AnArnIsTakenApartWithoutItsTrailingStar(string text)
    {
        LogGroupArn.TryParse(text, out var arn).Should().BeTrue();
        arn.Should().Be(new LogGroupArn("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders", "123456789012", "/shop/orders"));
    }

    [TestCase("arn:aws-cn:logs:cn-north-1:123456789012:log-group:g")]
    [TestCase("arn:aws-eusc:logs:eusc-de-east-1:123456789012:log-group:g")]
    [TestCase("arn:aws-iso-b:logs:us-isob-east-1:123456789012:log-group:g")]
    [TestCase("arn:aws-us-gov:logs:us-gov-west-1:123456789012:log-group:g")]
    public void OtherPartitionsAreFine(string text) => LogGroupArn.TryParse(text, out _).Should().BeTrue();

    [TestCase("/shop/orders")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:")]
    [TestCase("arn:aws:logs:eu-west-1::log-group:g")]
    [TestCase("arn:aws:s3:::bucket")]
    [TestCase("arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s")]
    [TestCase("123456789012:g")]
    public void NothingElseIsAnArn(string text) => LogGroupArn.TryParse(text, out _).Should().BeFalse();
}
