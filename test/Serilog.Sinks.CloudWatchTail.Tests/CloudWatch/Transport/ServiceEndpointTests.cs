using System.Net;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Transport;

[NonParallelizable]
public class ServiceEndpointTests
{
    [TestCase("eu-west-1", false, false, "https://logs.eu-west-1.amazonaws.com")]
    [TestCase("eu-west-1", true, false, "https://logs-fips.eu-west-1.amazonaws.com")]
    [TestCase("eu-west-1", false, true, "https://logs.eu-west-1.api.aws")]
    [TestCase("eu-west-1", true, true, "https://logs-fips.eu-west-1.api.aws")]
    [TestCase("cn-north-1", false, false, "https://logs.cn-north-1.amazonaws.com.cn")]
    [TestCase("cn-north-1", false, true, "https://logs.cn-north-1.api.amazonwebservices.com.cn")]
    [TestCase("us-gov-west-1", false, false, "https://logs.us-gov-west-1.amazonaws.com")]
    [TestCase("us-gov-west-1", true, false, "https://logs.us-gov-west-1.amazonaws.com")]
    [TestCase("us-gov-east-1", true, true, "https://logs-fips.us-gov-east-1.api.aws")]
    [TestCase("us-iso-east-1", false, false, "https://logs.us-iso-east-1.c2s.ic.gov")]
    [TestCase("eusc-de-east-1", false, false, "https://logs.eusc-de-east-1.amazonaws.eu")]
    [TestCase("xx-new-1", false, false, "https://logs.xx-new-1.amazonaws.com")]
    public void EachRegionHasItsHost(string region, bool useFips, bool useDualStack, string expected) =>
        ServiceEndpoint.RegionUrl(region, useFips, useDualStack).Should().Be(expected);

    [TestCase(null, "stream-logs.eu-west-1.amazonaws.com")]
    [TestCase("streaming-", "streaming-logs.eu-west-1.amazonaws.com")]
    [TestCase("", "logs.eu-west-1.amazonaws.com")]
    public async Task LiveTailHasAHostOfItsOwnInARegion(string? prefix, string expected)
    {
        var hosts = await HostsAskedForAsync(
            options =>
            {
                if (prefix is not null) options.LiveTailHostPrefix = prefix;
            },
            async client =>
            {
                await Wire.FailureOf(() => client.StartLiveTailAsync(new StartLiveTailRequest(["arn"]), default));
                await Wire.FailureOf(() => client.PutLogEventsAsync(Wire.Put("m"), default));
            });

        hosts.Should().Equal($"{expected}:443", "logs.eu-west-1.amazonaws.com:443");
    }

    [Test]
    public async Task LiveTailUsesACustomUrlAsItIs()
    {
        await using var server = await WireServer.StartAsync(400, """{"__type":"InvalidParameterException"}""");
        using var client = server.Client();

        await Wire.FailureOf(() => client.StartLiveTailAsync(new StartLiveTailRequest(["arn"]), default));

        server.Requests.Single().Headers["Host"].Should().Be(new Uri(server.Url).Authority);
    }

    // A proxy is asked for the host by name before anything is looked up or encrypted, and refuses.
    static async Task<List<string>> HostsAskedForAsync(Action<CloudWatchConnectionOptions> change, Func<CloudWatchLogsClient, Task> calls)
    {
        var hosts = new List<string>();
        await using var proxy = WireSocket.Start(connection =>
        {
            hosts.Add(connection.RequestHead.Split(' ')[1]);
            return connection.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        try
        {
            var options = new CloudWatchConnectionOptions { Region = "eu-west-1", Credentials = WireServer.Credentials };
            change(options);
            using var client = CloudWatchLogsClient.Create(options);
            await calls(client);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        return hosts;
    }
}
