using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>What one process leaves, the next one finds.</summary>
public class BufferSetTests
{
    static readonly string Large = new('x', 300_000);

    [Test]
    public void WhatWasNotSettledIsFoundAgain()
    {
        using var rig = new BufferRig().Open().Append("a", "b", "c");
        rig.Set.Reader.TryRead(out var first, out _);
        rig.Settle(first);
        rig.Persist();
        rig.Kill();

        rig.Open();
        rig.Set.Recovered.Should().Be(2);
        rig.Append("d");
        rig.ReadAll().Should().Equal("b", "c", "d");
    }

    [Test]
    public void ASettledSegmentIsDeletedOnceThereIsAnother()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 5; i++) rig.Append(Large);
        rig.ReadAll(settle: true);
        rig.Persist().Should().HaveCount(1);
        rig.Segments.Should().HaveCount(1);
        rig.Set.Chain.Waiting.Should().Be(0);
    }

    [Test]
    public void ManyGenerationsOfProcessesLoseNothing([Range(1, 10)] int seed)
    {
        using var rig = new BufferRig();
        var random = new Random(seed);
        var (written, settled) = (0, new HashSet<int>());
        for (var generation = 0; generation < 12; generation++)
        {
            rig.Open(64 * BufferRig.SmallestLimit);
            for (var i = random.Next(200); i > 0; i--) rig.Append($"{written++} {(random.Next(40) == 0 ? Large : "")}");
            var open = new List<(long Number, int Value)>();
            for (var i = random.Next(300); i > 0 && rig.Set.Reader.TryRead(out var number, out var record); i--)
                open.Add((number, int.Parse(System.Text.Encoding.UTF8.GetString(record.Message).Split(' ')[0])));
            foreach (var (number, value) in open.OrderBy(_ => random.Next()).Take(random.Next(open.Count + 1)))
            {
                rig.Settle(number);
                settled.Add(value);
            }

            if (random.Next(3) > 0) rig.Persist();
            rig.Kill();
        }

        rig.Open(64 * BufferRig.SmallestLimit);
        var waiting = rig.Set.Chain.Waiting;
        var left = rig.ReadAll().Select(m => int.Parse(m.Split(' ')[0])).ToArray();
        left.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.HaveCount((int)waiting);
        left.Union(settled).Should().HaveCount(written);
    }

    [Test]
    public void AClearedSetLeavesOnlyItsLock()
    {
        using var rig = new BufferRig().Open().Append("a");
        rig.ReadAll(settle: true);
        rig.Persist();
        rig.Writer.Dispose();
        rig.Set.Clear();
        Directory.GetFiles(rig.Folder).Should().Equal(rig.Paths.Lock);
    }

    [Test]
    public void ASegmentOfAnOldSequenceNeverComesAgain()
    {
        using var rig = new BufferRig().Open().Append("a");
        rig.ReadAll(settle: true);
        rig.Persist();
        rig.Kill();
        System.IO.File.Delete(rig.Segments.Single());

        rig.Open().Append("b");
        rig.Kill();
        rig.Open().ReadAll().Should().Equal("b");
    }

    [Test]
    public void WithoutAUsableCheckpointEverythingIsSentAgainAndThatIsSaid()
    {
        using var rig = new BufferRig().Open().Append("a", "b");
        rig.Set.Reader.TryRead(out var first, out _);
        rig.Settle(first);
        rig.Persist();
        rig.Kill();
        System.IO.File.WriteAllText(rig.Paths.Checkpoint, "something else");

        rig.Open();
        rig.Set.Problems.Should().ContainSingle();
        rig.ReadAll().Should().Equal("a", "b");
    }

    [Test]
    public void WhatIsSettledOfASegmentThatWasCutIsNotSentAgain()
    {
        using var rig = new BufferRig().Open().Append("a", "b");
        rig.ReadAll(settle: true);
        rig.Persist();
        rig.Kill();
        var bytes = System.IO.File.ReadAllBytes(rig.Segments.Single());
        System.IO.File.WriteAllBytes(rig.Segments.Single(), bytes[..^rig.Frame("b").Length]);

        rig.Open().ReadAll().Should().BeEmpty();
        rig.Set.Problems.Should().BeEmpty();
        rig.Set.Reader.Damage.Should().BeEmpty("all of it was settled before");
    }

    [Test]
    public void ADeletedSegmentIsLostAndItsRecordsAreCounted()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 4; i++) rig.Append($"{i}{Large}");
        System.IO.File.Delete(rig.Segments[0]);

        rig.ReadAll().Select(m => m[0]).Should().Equal("3");
        rig.Set.Reader.Damage.Single().Records.Should().Be(3);
        rig.Set.Chain.Waiting.Should().Be(1);
    }

    [Test]
    public void TheLastSegmentOfAnotherProcessIsNotWaitedForWhenItIsDeleted()
    {
        using var rig = new BufferRig().Open().Append("a", "b");
        rig.Kill();
        rig.Open();
        System.IO.File.Delete(rig.Segments.Single());

        rig.ReadAll().Should().BeEmpty();
        rig.Set.Reader.Damage.Single().Records.Should().Be(2);
        rig.Set.Chain.Waiting.Should().Be(0);
    }

    [Test]
    public void WhereTheCheckpointCannotBeWrittenSettledSegmentsGoAllTheSame()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 5; i++) rig.Append(Large);
        rig.ReadAll(settle: true);
        rig.Files.RenameFails = true;
        rig.Set.Persist(last: false, out var failure).Should().HaveCount(1);
        failure.Should().BeOfType<IOException>();
        rig.Segments.Should().HaveCount(1);
    }

    [Test]
    public void AnotherProcessCannotOpenIt()
    {
        using var rig = new BufferRig().Open();
        rig.TryOpen().Should().BeNull();
    }
}
