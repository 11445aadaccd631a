using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Signing;

sealed class SessionTokenTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.Credentials = new("ASIA", "secret", "token+/=");

    [TestCase("token+/=", 200)]
    [TestCase("other", 400)]
    [TestCase(null, 400)]
    public async Task TheTokenMustBeTheOneThatWasGiven(string? token, int status)
    {
        using var request = Http.Request("DescribeLogGroups", "{}"u8.ToArray());
        EmulatorSigner.Sign(request, "{}"u8.ToArray(), Aws.Credentials with { SessionToken = token }, Aws.Region, Http.Now);
        var answer = await Http.SendAsync(request);
        answer.Status.Should().Be(status);
        if (status != 200) answer.Code.Should().Be("UnrecognizedClientException");
    }

    [Test]
    public void CredentialsDoNotShowTheirSecrets() => Aws.Credentials.ToString().Should().Contain("ASIA").And.NotContain("secret").And.NotContain("token+");
}
