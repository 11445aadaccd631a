using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Durable;

public class BufferPathsTests
{
    [Test]
    public void TheFilesStandBesideTheBaseName()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        paths.Segment(7).Should().Be(folder.GetFile("orders.00000007.buf"));
        paths.Damaged(7).Should().Be(folder.GetFile("orders.00000007.damaged"));
        paths.Checkpoint.Should().Be(folder.GetFile("orders.checkpoint"));
        paths.Lock.Should().Be(folder.GetFile("orders.lock"));
        paths.DeadLetters.Should().Be(folder.GetFile("orders.dead.jsonl"));
        new BufferPaths(folder.GetFile("orders"), 2).Lock.Should().Be(folder.GetFile("orders~2.lock"));
    }

    [Test]
    public void OnlyTheSetsOwnSegmentsAreFoundInOrderOfTheirSequence()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "orders.00000010.buf", "orders.9.buf", "orders~2.00000001.buf", "orders.new.00000001.buf", "orders.buf", "orders.x.buf", "other.00000001.buf", "orders.00000011.damaged" })
            System.IO.File.WriteAllText(folder.GetFile(name), "");
        new BufferPaths(folder.GetFile("orders"), 1).FindSegments().Keys.Should().Equal(9, 10);
        new BufferPaths(folder.GetFile("orders"), 2).FindSegments().Keys.Should().Equal(1);
    }

    [Test]
    public void AllSetsOfABaseNameAreFoundByTheirLocks()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "orders.lock", "orders~2.lock", "orders~13.lock", "orders~x.lock", "orders-new.lock", "other.lock", "orders~1.lock" })
            System.IO.File.WriteAllText(folder.GetFile(name), "");
        BufferPaths.FindSets(folder.GetFile("orders")).Should().Equal(1, 2, 13);
        BufferPaths.FindSets(folder.GetFile("no/orders")).Should().BeEmpty();
    }

    [Test]
    public void ASetWhoseLockFileWasDeletedIsFoundByItsSegments()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "orders~7.00000001.buf", "orders.new.00000001.buf", "orders~8.buf", "orders~9.x.buf", "other~2.00000001.buf" })
            System.IO.File.WriteAllText(folder.GetFile(name), "");
        BufferPaths.FindSets(folder.GetFile("orders")).Should().Equal(7);
    }
}
