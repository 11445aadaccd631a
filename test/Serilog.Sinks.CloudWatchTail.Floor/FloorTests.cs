using System.Diagnostics;
using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Floor;

/// <summary>The packed library on the lowest versions of what it depends on, from a log call to the live tail.</summary>
public class FloorTests
{
    [TestCase(typeof(Log), "4.3.0")]
    [TestCase(typeof(AWSCredentials), "4.0.102.17")]
    public void ThisRunIsOnTheFloor(Type type, string version) =>
        FileVersionInfo.GetVersionInfo(type.Assembly.Location).FileVersion.Should().StartWith(version);

    [Test]
    public void TheLibraryIsThePackedOne() =>
        System.IO.File.ReadAllText(Path.ChangeExtension(typeof(FloorTests).Assembly.Location, ".deps.json")).Should().Contain("\"Serilog.Sinks.CloudWatchTail/0.0.0-floor");

    [Test]
    public async Task WhatTheSinkSendsComesBackThroughTheLiveTail()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.CreateLogGroup("/floor");
        await using var tail = new CloudWatchLiveTail(o =>
        {
            o.LogGroups.Add("/floor");
            aws.Connect(o.Connection.UseEndpoint);
        });
        using var stop = new CancellationTokenSource(Limits.Patience);
        var reading = FirstAsync(tail, stop.Token);
        await aws.WaitForLiveTailSessionsAsync(1).WaitAsync(Limits.Patience);
        await using (var logger = new LoggerConfiguration().WriteTo.CloudWatch(Configure).CreateLogger()) logger.Information("Order {Id} was placed", 4711);
        (await reading).Should().Be("Order 4711 was placed");

        using (var audit = new LoggerConfiguration().AuditTo.CloudWatch(Configure).CreateLogger()) audit.Information("Order {Id} was audited", 4711);
        aws.Events("/floor").Should().HaveCount(2);

        void Configure(CloudWatchSinkOptions options)
        {
            options.LogGroup = "/floor";
            aws.Connect(options.Connection.UseEndpoint);
        }
    }

    static async Task<string> FirstAsync(CloudWatchLiveTail tail, CancellationToken cancellationToken)
    {
        await foreach (var logEvent in tail.ReadAsync(cancellationToken)) return logEvent.RenderMessage();
        return "";
    }
}
