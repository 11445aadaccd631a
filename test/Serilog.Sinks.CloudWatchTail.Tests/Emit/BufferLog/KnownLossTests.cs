using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>What a header or the checkpoint knows to have been there, and is not any more, is counted as lost.</summary>
public class KnownLossTests
{
    static readonly string Large = new('x', 300_000);

    [Test]
    public void OfASegmentThatWasCutShortTheMissingRecordsAreCounted([Values(0, 1, 2, 3, 100)] int recordsLeft)
    {
        using var rig = Written(7);
        var (middle, frame) = (rig.Segments[1], rig.Frame($"0{Large}").Length);
        using (var file = System.IO.File.OpenWrite(middle))
            file.SetLength(recordsLeft == 100 ? 0 : rig.HeaderLength + ((long)recordsLeft * frame) + (recordsLeft == 2 ? 5 : 0));

        var left = recordsLeft == 100 ? 0 : recordsLeft;
        Verify(rig, recovered: 7, lost: 3 - left, "012" + "345"[..left] + "6");
    }

    [Test]
    public void OfAFirstSegmentThatWasCutBeforeTheCheckpointNothingIsSentAgainAndTheRestIsCounted()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 4; i++) rig.Append($"{i}{Large}");
        for (var i = 0; i < 2; i++)
        {
            rig.Set.Reader.TryRead(out var number, out _).Should().BeTrue();
            rig.Settle(number);
        }

        rig.Persist();
        rig.Kill();
        using (var file = System.IO.File.OpenWrite(rig.Segments[0])) file.SetLength(rig.HeaderLength + 100);
        Verify(rig, recovered: 2, lost: 1, "3");
        rig.Set.Problems.Should().BeEmpty();
    }

    [TestCase(0, 3, "3456", TestName = "TheRecordsOfAFirstSegmentThatIsDeletedAreCounted")]
    [TestCase(1, 3, "0126", TestName = "TheRecordsOfASegmentInTheMiddleThatIsDeletedAreCounted")]
    [TestCase(2, 1, "012345", TestName = "TheRecordsOfALastSegmentThatIsDeletedAreCounted")]
    public void ADeletedSegment(int index, int lost, string left)
    {
        using var rig = Written(7);
        System.IO.File.Delete(rig.Segments[index]);
        Verify(rig, recovered: 7, lost, left);
    }

    [Test]
    public void WhereAllSegmentsAreDeletedTheirRecordsAreCounted()
    {
        using var rig = Written(7);
        foreach (var segment in rig.Segments) System.IO.File.Delete(segment);
        Verify(rig, recovered: 7, lost: 7, "");
        rig.Append("next").ReadAll(settle: true).Should().Equal("next");
        rig.Persist(last: true);
        rig.Kill();
        Verify(rig, recovered: 0, lost: 0, "");
    }

    [Test]
    public void WhatWasLostBeforeIsNotCountedAgainOnceItIsWrittenDown()
    {
        using var rig = Written(7);
        System.IO.File.Delete(rig.Segments[1]);
        rig.Open().ReadAll(settle: true);
        rig.Persist(last: true);
        rig.Kill();
        Verify(rig, recovered: 0, lost: 0, "");
    }

    [Test]
    public void AHeaderThatIsAloneSaysHowManyRecordsTheSegmentBeforeItHad()
    {
        using var rig = new BufferRig().Open().Append("a", "b", "c");
        rig.Writer.Probe();
        rig.Kill();
        using (var file = System.IO.File.OpenWrite(rig.Segments[0])) file.SetLength(rig.HeaderLength + rig.Frame("a").Length);
        Verify(rig, recovered: 3, lost: 2, "a");
    }

    [Test]
    public void SettledSegmentsThatGoWithoutACheckpointAreNotCalledLost()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 5; i++) rig.Append($"{i}{Large}");
        rig.Persist();
        rig.ReadAll(settle: true);
        rig.Files.RenameFails = true;
        rig.Set.Persist(last: false, out _);
        rig.Kill();
        rig.Files.RenameFails = false;
        Verify(rig, recovered: 2, lost: 0, "34");
    }

    static BufferRig Written(int count)
    {
        var rig = new BufferRig().Open();
        for (var i = 0; i < count; i++) rig.Append($"{i}{Large}");
        rig.Persist(last: true);
        rig.Kill();
        return rig;
    }

    static void Verify(BufferRig rig, int recovered, int lost, string left)
    {
        rig.Open();
        rig.Set.Recovered.Should().Be(recovered);
        string.Concat(rig.ReadAll(settle: true).Select(m => m[0])).Should().Be(left);
        rig.Set.Reader.Damage.Sum(d => d.Records).Should().Be(lost);
        rig.Set.Chain.Waiting.Should().Be(0);
    }
}
