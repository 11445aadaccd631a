using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class BufferWriterTests
{
    static readonly string Large = new('x', 300_000);

    [Test]
    public void WhatIsAppendedIsThereWithoutAFlush()
    {
        using var rig = new BufferRig().Open().Append("a", "b");
        rig.Files.Flushes.Should().Be(0);
        new FileInfo(rig.Segments.Single()).Length.Should().Be(rig.Set.Chain.Bytes);
    }

    [Test]
    public void AFullSegmentIsFollowedByAnother()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 7; i++) rig.Append($"{i}{Large}");
        rig.Segments.Should().HaveCount(3, "three of them fit the quarter of the limit that a segment has");
        rig.ReadAll().Select(m => m[0]).Should().Equal("0123456");
    }

    [Test]
    public void OverTheLimitTheOldestSegmentGoesAndItsRecordsAreCounted()
    {
        using var rig = new BufferRig().Open();
        var appended = 0;
        while (rig.Set.Chain.Lost.Count is 0) rig.Append($"{appended++} {Large}");

        rig.Set.Chain.Bytes.Should().BeLessThanOrEqualTo(BufferRig.SmallestLimit);
        rig.ReadAll().Select(m => int.Parse(m.Split(' ')[0])).Should().Equal(Enumerable.Range(3, appended - 3));
        rig.Writer.Appended.Should().Be(appended);
    }

    [Test]
    public void TheLimitHoldsForTheHeaderOfANewSegmentAsWell()
    {
        using var rig = new BufferRig().Open();
        var (segment, overhead) = ((int)(BufferRig.SmallestLimit / 4), rig.Frame("").Length);
        var fillsOne = new string('x', segment - rig.HeaderLength - overhead);
        rig.Append(fillsOne, fillsOne, fillsOne, new string('x', segment - overhead));
        new DirectoryInfo(rig.Folder).EnumerateFiles("*.buf").Sum(f => f.Length).Should().BeLessThanOrEqualTo(BufferRig.SmallestLimit);
    }

    [Test]
    public void WhatWasSettledBeforeIsNotCountedAsLost()
    {
        using var rig = new BufferRig().Open();
        rig.Append(Large, Large, Large);
        rig.Set.Reader.TryRead(out var first, out _).Should().BeTrue();
        rig.Set.Reader.TryRead(out _, out _).Should().BeTrue();
        rig.Settle(first);

        (long Count, bool MayBeStored) lost;
        for (lost = default; lost.Count == 0; lost = rig.Set.Chain.Lost) rig.Append(Large);

        lost.Should().Be((2L, true), "one was read and may have been sent");
    }

    [Test]
    public void TheReaderGoesOnBehindASegmentThatWentWhileItRead()
    {
        using var rig = new BufferRig().Open();
        rig.Append($"0{Large}", $"1{Large}", $"2{Large}");
        rig.Set.Reader.TryRead(out _, out _).Should().BeTrue();
        for (var i = 3; rig.Set.Chain.Lost.Count == 0; i++) rig.Append($"{(char)('0' + i)}{Large}");
        rig.ReadAll()[0][0].Should().Be('3');
    }

    [Test]
    public void ARecordLargerThanASegmentIsTaken()
    {
        using var rig = new BufferRig().Open();
        rig.Append("small", new string('x', 1_048_550), "small");
        rig.ReadAll().Select(m => m.Length).Should().Equal(5, 1_048_550, 5);
    }

    [Test]
    public void AfterAFailedWriteNothingIsWrittenBehindIt()
    {
        using var rig = new BufferRig().Open().Append("a");
        rig.Files.BytesLeft = 5;
        rig.Invoking(r => r.Append("b")).Should().Throw<IOException>();
        rig.Invoking(r => r.Writer.Probe()).Should().Throw<IOException>();

        rig.Files.BytesLeft = long.MaxValue;
        rig.Writer.Probe();
        rig.Append("c");

        rig.ReadAll().Should().Equal("a", "c");
        rig.Kill();
        rig.Open().ReadAll().Should().Equal("a", "c");
        rig.Set.Recovered.Should().Be(2);
    }

    [Test]
    public void AFullSegmentIsFlushedWhereRecordsSurviveTheMachine()
    {
        using var rig = new BufferRig().Open(flushes: true);
        for (var i = 0; i < 4; i++) rig.Append(Large);
        rig.Files.Flushes.Should().Be(1);
    }

    [Test]
    public void ADiskThatIsProbedInVainIsLeftAsItWas()
    {
        using var rig = new BufferRig().Open().Append("a");
        var before = BytesIn(rig.Folder);
        for (var i = 0; i < 3; i++)
        {
            rig.Files.BytesLeft = 1_000;
            rig.Invoking(r => r.Writer.Probe()).Should().Throw<IOException>();
            BytesIn(rig.Folder).Should().Be(before, "what little room there is belongs to others");
        }

        rig.Set.Chain.Count.Should().Be(1);
        rig.Files.BytesLeft = long.MaxValue;
        rig.Writer.Probe();
        rig.Append("b").ReadAll().Should().Equal("a", "b");

        static long BytesIn(string folder) => Directory.GetFiles(folder).Sum(f => new FileInfo(f).Length);
    }
}
