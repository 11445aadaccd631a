using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class BufferPathsTests
{
    static readonly SegmentName Seventh = new(7, 0x9f3a6b1d);

    [Test]
    public void TheFilesStandBesideTheBaseName()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        paths.Segment(Seventh).Should().Be(folder.GetFile("orders.00000007.9f3a6b1d.buf"));
        paths.Segment(new SegmentName(7, SegmentName.NoWriter)).Should().Be(folder.GetFile("orders.00000007.buf"), "version 1 named it so");
        paths.Damaged(Seventh).Should().Be(folder.GetFile("orders.00000007.9f3a6b1d.damaged"));
        paths.Foreign(Seventh).Should().Be(folder.GetFile("orders.00000007.9f3a6b1d.foreign"));
        paths.Checkpoint.Should().Be(folder.GetFile("orders.checkpoint"));
        paths.Lock.Should().Be(folder.GetFile("orders.lock"));
        paths.DeadLetters.Should().Be(folder.GetFile("orders.dead.jsonl"));
        new BufferPaths(folder.GetFile("orders"), 2).Lock.Should().Be(folder.GetFile("orders~2.lock"));
    }

    [Test]
    public void OnlyASetsOwnSegmentsAreFoundInOrderOfTheirSequence()
    {
        using var folder = new TempFolder();
        Touch(folder, "orders.00000010.9f3a6b1d.buf", "orders.9.buf", "orders~2.00000001.buf", "orders.new.00000001.buf", "orders.buf", "orders.x.buf", "orders.00000011.9f3a6b1.buf",
            "other.00000001.buf", "orders.00000011.damaged");
        var found = Look(folder);
        found.SegmentsOf(1).Should().Equal(new SegmentName(9, SegmentName.NoWriter), new SegmentName(10, 0x9f3a6b1d));
        found.SegmentsOf(2).Should().Equal(new SegmentName(1, SegmentName.NoWriter));
    }

    [Test]
    public void AllSetsOfABaseNameAreFoundByTheirLocks()
    {
        using var folder = new TempFolder();
        Touch(folder, "orders.lock", "orders~2.lock", "orders~13.lock", "orders~x.lock", "orders-new.lock", "other.lock", "orders~1.lock");
        Look(folder).Sets.Should().Equal(1, 2, 13);
        BufferFolder.Look(new PrivateFiles(), folder.GetFile("no/orders")).Sets.Should().BeEmpty();
    }

    [Test]
    public void ASetWhoseLockFileWasDeletedIsFoundByItsSegments()
    {
        using var folder = new TempFolder();
        Touch(folder, "orders~7.00000001.9f3a6b1d.buf", "orders.new.00000001.buf", "orders~8.buf", "orders~9.x.buf", "other~2.00000001.buf");
        Look(folder).Sets.Should().Equal(7);
    }

    [Test]
    public void ALinkIsNoSegment()
    {
        using var folder = new TempFolder();
        Touch(folder, "target");
        System.IO.File.CreateSymbolicLink(folder.GetFile("orders.00000001.buf"), folder.GetFile("target"));
        Look(folder).SegmentsOf(1).Should().BeEmpty();
    }

    static BufferFolder Look(TempFolder folder) => BufferFolder.Look(new PrivateFiles(), folder.GetFile("orders"));

    static void Touch(TempFolder folder, params string[] names)
    {
        foreach (var name in names) System.IO.File.WriteAllText(folder.GetFile(name), "");
    }
}
