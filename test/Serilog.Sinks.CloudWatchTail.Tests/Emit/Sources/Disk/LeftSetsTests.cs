using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Disk;

/// <summary>What thousands of processes left.</summary>
public class LeftSetsTests
{
    [TestCase(1_000, false, TestName = "ThousandsOfSetsAreSentWithFewLooksAtTheFolder")]
    [TestCase(4_000, true, TestName = "ThousandsOfForeignSetsAreLeftAloneWithFewLooksAtTheFolder")]
    public async Task LeftSets(int sets, bool foreign)
    {
        using var rig = new BufferRig { Destination = new BufferDestination(foreign ? "elsewhere" : "accepting", "", "", "/g") };
        var name = new SegmentName(1, 0x01020305);
        byte[] segment = [.. SegmentHeader.Encode(name, 0, rig.Destination), .. rig.Frame("left")];
        for (var set = 1; set <= sets; set++) System.IO.File.WriteAllBytes(new BufferPaths(rig.BaseFilename, set).Segment(name), segment);

        var failures = new ConcurrentQueue<CloudWatchFailure>();
        var began = Stopwatch.GetTimestamp();
        await using var sink = SinkFactory.CreateBatched(new CloudWatchSinkOptions
        {
            LogGroup = "/g",
            LogStream = "s",
            BufferBaseFilename = rig.BaseFilename,
            BufferFiles = rig.Files,
            OnFailure = failures.Enqueue,
            ClientFactory = (_, _) => new AcceptingClient(),
        });
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        SpinWait.SpinUntil(() => foreign || sink.Gauges.Recovered == sets, Limits.Patience).Should().BeTrue();
        await sink.FlushAsync(CancellationToken.None).WaitAsync(Limits.Patience);
        var looks = rig.Files.Log.ToArray().Count(l => l.StartsWith("list", StringComparison.Ordinal));
        await TestContext.Out.WriteLineAsync($"{sets} sets in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, with {looks} looks at the folder.");

        looks.Should().BeLessThan(sets / 10);
        sink.Gauges.Ledger.Delivered.Should().Be(foreign ? 0 : sets);
        sink.Gauges.Waiting.Should().Be(0);
        failures.Should().HaveCount(foreign ? sets : 0);
    }
}
