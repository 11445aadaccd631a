using Amazon.Extensions.NETCore.Setup;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

/// <summary>The options of AWSSDK.Extensions.NETCore.Setup, handed over as the README does it.</summary>
[NonParallelizable]
public class AwsOptionsTests
{
    [TestCase(null)]
    [TestCase(15)]
    public async Task TheSectionAwsOfAConfigurationReachesTheSink(int? seconds)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.Region = "eu-west-1");
        using var scope = new EnvironmentScope(("AWS_ACCESS_KEY_ID", aws.Credentials.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", aws.Credentials.SecretAccessKey));
        var options = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AWS:Region"] = "eu-west-1", ["AWS:ServiceURL"] = aws.ServiceUrl, ["AWS:Timeout"] = seconds is null ? null : $"{seconds}000" })
            .Build()
            .GetAWSOptions();
        TimeSpan? timeout = null;

        await using (var logger = new LoggerConfiguration()
            .WriteTo.CloudWatch(
                "/shop/orders",
                region: options.Region?.SystemName,
                profile: options.Profile,
                serviceUrl: options.DefaultClientConfig.ServiceURL,
                credentials: options.Credentials,
                configureClient: client =>
                {
                    if (options.DefaultClientConfig.Timeout is { } time) client.Timeout = time;
                    timeout = client.Timeout;
                })
            .CreateLogger()) logger.Information("Hello");

        aws.Events("/shop/orders").Should().ContainSingle();
        timeout.Should().Be(seconds is { } set ? TimeSpan.FromSeconds(set) : null);
    }
}
