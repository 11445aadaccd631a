using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>Lock files that are deleted or replaced under the process that holds them.</summary>
public class LostLockTests
{
    [Test]
    public void ASetWhoseSegmentIsOpenIsNotTakenThoughItsLockFileIsDeleted()
    {
        using var rig = new BufferRig().Open().Append("a");
        System.IO.File.Delete(rig.Paths.Lock);
        rig.TryOpen().Should().BeNull();

        rig.Set.KeepLock().Should().BeTrue("no other process has used the set");
        rig.Append("b").ReadAll().Should().Equal("a", "b");
        rig.TryOpen().Should().BeNull();
    }

    [Test]
    public void AProcessWhoseSetAnotherOneHasTakenWritesNothingMore()
    {
        using var rig = new BufferRig().Open();
        System.IO.File.Delete(rig.Paths.Lock);
        using var second = rig.TryOpen();
        second.Should().NotBeNull("the first has no file open yet");
        var writer = new BufferWriter(second!, BufferRig.SmallestLimit);
        writer.Append(rig.Frame("of the second"));

        rig.Invoking(r => r.Append("of the first")).Should().Throw<IOException>().WithMessage("*another process*");
        rig.Segments.Should().HaveCount(1);
        writer.Dispose();
        second!.Dispose();

        rig.Set.KeepLock().Should().BeFalse("the other one has changed the files");
        rig.Invoking(r => r.Append("of the first")).Should().Throw<IOException>();
        rig.Set.Persist(last: true, out _);
        rig.Kill();
        rig.Open().ReadAll().Should().Equal("of the second");
    }

    [Test]
    public void ALockThatIsLostWhileASegmentIsMadeLeavesNoSegment()
    {
        using var rig = new BufferRig().Open();
        BufferSet? second = null;
        rig.Files.Before = line =>
        {
            // The other process starts after the look at the lock, and before the segment is there.
            if (!line.StartsWith("create orders.0", StringComparison.Ordinal)) return;
            rig.Files.Before = null;
            System.IO.File.Delete(rig.Paths.Lock);
            second = rig.TryOpen();
        };

        rig.Invoking(r => r.Append("of the first")).Should().Throw<IOException>();
        second.Should().NotBeNull();
        second!.Chain.Oldest.Should().BeNull();
        rig.Segments.Should().BeEmpty();
        second.Dispose();
    }

    [Test]
    public void ALockFileThatIsReplacedByAnotherIsNoticed()
    {
        using var rig = new BufferRig().Open();
        var other = rig.Paths.Lock + ".other";
        System.IO.File.WriteAllText(other, "");
        System.IO.File.Move(other, rig.Paths.Lock, overwrite: true);
        rig.Set.KeepLock().Should().BeTrue();
        rig.TryOpen().Should().BeNull("the file that has the name now is locked as well");
    }

    [Test]
    public void TwoProcessesNeverMakeFilesOfOneName()
    {
        using var rig = new BufferRig().Open().Append("a");
        var first = rig.Set.Writer;
        rig.Kill();
        rig.Open().Set.Writer.Should().NotBe(first);
        rig.Append("b");
        rig.Segments.Select(Path.GetFileName).Should().OnlyHaveUniqueItems().And.Contain(name => name!.Contains($".{first:x8}.")).And.Contain(name => name!.Contains($".{rig.Set.Writer:x8}."));
    }

    [Test]
    public void AFileThatStandsWhereASegmentWouldBeMadeIsNotTouched()
    {
        using var rig = new BufferRig().Open();
        var path = rig.Paths.Segment(new(1, rig.Set.Writer));
        System.IO.File.WriteAllText(path, "another process's");
        rig.Invoking(r => r.Append("a")).Should().Throw<IOException>();
        System.IO.File.ReadAllText(path).Should().Be("another process's");
    }

    [Test]
    public void WhereLocksDoNothingNoSetIsOpenedAndThatIsAskedOnce()
    {
        using var rig = new BufferRig();
        rig.Files.LocksDoNothing = true;
        var opener = new BufferSetOpener(rig.Settings());
        opener.Invoking(o => o.OpenOwn()).Should().Throw<IOException>().WithMessage("File locks have no effect here*");
        var asked = rig.Files.Log.Count(l => l.StartsWith("lock", StringComparison.Ordinal));
        opener.Invoking(o => o.OpenOwn()).Should().Throw<IOException>();
        rig.Files.Log.Count(l => l.StartsWith("lock", StringComparison.Ordinal)).Should().Be(asked);
    }
}
