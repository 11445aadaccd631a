using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

/// <summary>One connection may serve a sink and a tail: what belongs to one of the two never reaches the other.</summary>
public class ConnectionOfEachTests
{
    [Test]
    public async Task ASinkWithGzipCompressesItsPutsAndLeavesASharedConnectionAsItWas()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var shared = new CloudWatchConnectionOptions();
        aws.Connect(shared.UseEndpoint);
        await using (var logger = Logger(gzip: true)) logger.Information("compressed");
        await using (var logger = Logger(gzip: false)) logger.Information("plain");

        aws.Requests.Where(r => r.Operation == "PutLogEvents" && r.Headers.ContainsKey("Content-Encoding")).Should().NotBeEmpty();
        aws.Requests.Where(r => r.Operation == "PutLogEvents" && !r.Headers.ContainsKey("Content-Encoding")).Should().NotBeEmpty();
        shared.Gzip.Should().BeFalse();

        Serilog.Core.Logger Logger(bool gzip) => new LoggerConfiguration().WriteTo
            .CloudWatch(o => (o.LogGroup, o.LogStream, o.Gzip, o.Connection) = ("g", "s", gzip, shared)).CreateLogger();
    }

    [Test]
    public async Task SerilogsOwnBatchingCompressesAsWell()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var options = new CloudWatchSinkOptions { LogGroup = "g", LogStream = "s", Gzip = true };
        aws.Connect(options.Connection.UseEndpoint);
        using var sink = new CloudWatchBatchedSink(options);

        await sink.EmitBatchAsync([Some.Event("m")]).WaitAsync(TimeSpan.FromSeconds(20));

        aws.Requests.Last(r => r.Operation == "PutLogEvents").Headers.Should().ContainKey("Content-Encoding");
    }

    [Test]
    public async Task ASinkOfAnotherProtocolLeavesASharedConnectionAsItWas()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var shared = new CloudWatchConnectionOptions();
        aws.Connect(shared.UseEndpoint);
        await using (var logger = new LoggerConfiguration().WriteTo
            .CloudWatch(o => (o.LogGroup, o.LogStream, o.Protocol, o.Connection) = ("g", "s", CloudWatchProtocol.Cbor, shared)).CreateLogger()) logger.Information("cbor");

        aws.Requests.Should().NotBeEmpty().And.OnlyContain(r => r.Headers["smithy-protocol"] == "rpc-v2-cbor");
        shared.Protocol.Should().Be(CloudWatchProtocol.Json);
    }

    [Test]
    public void TheTailsConnectionHasTheTailsHostAndTheSharedOneKeepsItsOwn()
    {
        var options = new CloudWatchLiveTailOptions { LiveTailHostPrefix = "streaming-" };
        options.TailConnection().LiveTailHostPrefix.Should().Be("streaming-");
        options.Connection.LiveTailHostPrefix.Should().Be("stream-");
    }

    [Test]
    public void APrefixThatNoHostBeginsWithIsRefusedWhenTheTailIsMade()
    {
        var create = () => new CloudWatchLiveTail(o =>
        {
            o.LogGroups.Add("g");
            o.Connection.Region = "eu-west-1";
            o.LiveTailHostPrefix = "a b";
        });
        create.Should().Throw<ArgumentException>().WithMessage("LiveTailHostPrefix 'a b' is not the beginning of a host name.");
    }
}
