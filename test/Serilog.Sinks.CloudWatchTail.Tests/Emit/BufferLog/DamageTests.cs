using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>Whatever the disk gives back: no wrong event, no loss beyond the damaged part, no end that never comes.</summary>
public class DamageTests
{
    static readonly string[] Messages = [.. Enumerable.Range(0, 8).Select(i => $"message {i} {new string((char)('a' + i), i * 3)}")];

    [Test]
    public void WhereverAnAppendIsCutTheRecordsBeforeItAreWhole()
    {
        using var rig = new BufferRig();
        var length = rig.Frame(Messages[^1]).Length;
        for (var cut = 0; cut < length; cut++)
        {
            rig.Open().Append(Messages[..^1]);
            rig.Files.BytesLeft = cut;
            rig.Invoking(r => r.Append(Messages[^1])).Should().Throw<IOException>();
            rig.Kill();

            rig.Files.BytesLeft = long.MaxValue;
            rig.Open();
            rig.Set.Recovered.Should().Be(Messages.Length - 1);
            rig.Append("next");
            rig.ReadAll(settle: true).Should().Equal([.. Messages[..^1], "next"], "the append was cut after {0} bytes", cut);
            rig.Set.Reader.Damage.Should().BeEmpty("no caller was told that the last one was there");
            rig.Writer.Dispose();
            rig.Set.Clear();
            rig.Kill();
        }
    }

    [Test]
    public void WhereverTheHeaderOfASegmentIsCutNothingIsLost()
    {
        using var rig = new BufferRig();
        for (var cut = 0; cut < rig.HeaderLength; cut++)
        {
            rig.Open();
            rig.Files.BytesLeft = cut;
            rig.Invoking(r => r.Append("a")).Should().Throw<IOException>();
            rig.Kill();
            rig.Files.BytesLeft = long.MaxValue;
            rig.Open().Append("b").ReadAll(settle: true).Should().Equal("b");
            rig.Set.Reader.Damage.Should().BeEmpty();
            rig.Persist();
            rig.Kill();
        }
    }

    [Test]
    public void WhicheverByteOfASegmentChangesAtMostTheRestOfItIsLostAndThatIsSaid([Values] bool isLast)
    {
        using var rig = new BufferRig();
        var (whole, ends) = WriteOne(rig);
        var segment = rig.Segments.Single();
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x41;
            Clean(rig);
            System.IO.File.WriteAllBytes(segment, changed);
            rig.Open();
            if (!isLast)
            {
                rig.Writer.Probe();
                rig.Kill();
                rig.Open();
            }

            rig.Append("next");
            var read = rig.ReadAll(settle: true);

            var hit = Array.FindIndex(ends, end => at < end);
            var inLength = hit >= 0 && at >= rig.HeaderLength && at - (hit == 0 ? rig.HeaderLength : ends[hit - 1]) < 8;
            var expected = at < rig.HeaderLength ? Messages
                : inLength ? Messages[..hit]
                : [.. Messages[..hit], .. Messages[(hit + 1)..]];
            read.Should().Equal([.. expected, "next"], "byte {0} has changed", at);
            var damage = rig.Set.Reader.Damage;
            damage.Should().HaveCount(at < rig.HeaderLength ? 0 : 1);
            if (inLength)
            {
                damage[0].Bytes.Should().Be(whole.Length - (hit == 0 ? rig.HeaderLength : ends[hit - 1]));
                System.IO.File.ReadAllBytes(damage[0].SetAside!).Should().Equal(changed[^(int)damage[0].Bytes..]);
            }

            rig.Set.Chain.Waiting.Should().Be(0);
            rig.Kill();
        }
    }

    [Test]
    public void WhatWasNotOnTheDiskWhenTheMachineEndedIsCountedByTheNextSegment()
    {
        using var rig = new BufferRig();
        var (whole, ends) = WriteOne(rig);
        var segment = rig.Segments.Single();
        rig.Kill();
        rig.Open();
        rig.Append("next");
        rig.Kill();
        System.IO.File.WriteAllBytes(segment, [.. whole[..(ends[4] + 3)], .. new byte[whole.Length - ends[4] - 3]]);

        rig.Open();
        rig.Set.Recovered.Should().Be(Messages.Length + 1);
        rig.ReadAll(settle: true).Should().Equal([.. Messages[..5], "next"]);
        rig.Set.Reader.Damage.Sum(d => d.Records).Should().Be(3);
        rig.Set.Chain.Waiting.Should().Be(0);
    }

    [Test]
    public void ZerosBehindTheLastRecordAreATornTail()
    {
        using var rig = new BufferRig();
        var (whole, _) = WriteOne(rig);
        var segment = rig.Segments.Single();
        System.IO.File.WriteAllBytes(segment, [.. whole, .. new byte[10_000]]);
        rig.Open().ReadAll().Should().Equal(Messages);
        rig.Set.Reader.Damage.Should().BeEmpty();
    }

    [Test]
    public void AMessageThatLooksLikeARecordIsNoneWhenTheLengthBeforeItIsDamaged()
    {
        using var rig = new BufferRig();
        var forged = System.Text.Encoding.Latin1.GetString(rig.Frame("forged"));
        rig.Open().Append("a", forged, "b");
        rig.Kill();
        var bytes = System.IO.File.ReadAllBytes(rig.Segments.Single());
        bytes[rig.HeaderLength + rig.Frame("a").Length] ^= 1;
        System.IO.File.WriteAllBytes(rig.Segments.Single(), bytes);
        rig.Open().ReadAll().Should().Equal("a");
    }

    [Test]
    public void DamageToWhatIsSettledCostsNothingOfWhatIsNot()
    {
        using var rig = new BufferRig().Open().Append(Messages);
        for (var i = 0; i < 4; i++)
        {
            rig.Set.Reader.TryRead(out var number, out _).Should().BeTrue();
            rig.Settle(number);
        }

        rig.Persist();
        rig.Kill();
        var bytes = System.IO.File.ReadAllBytes(rig.Segments.Single());
        bytes[rig.HeaderLength] ^= 1;
        System.IO.File.WriteAllBytes(rig.Segments.Single(), bytes);

        rig.Open();
        rig.Set.Recovered.Should().Be(4);
        rig.Append("next").ReadAll(settle: true).Should().Equal([.. Messages[4..], "next"]);
        rig.Set.Reader.Damage.Should().BeEmpty();
        rig.Set.Chain.Waiting.Should().Be(0);
    }

    [Test]
    public void WhatIsCutOffTheSegmentThatIsAppendedToIsSaidWithoutWaitingForTheNextOne()
    {
        using var rig = new BufferRig().Open().Append("a", "b", "c");
        using (var file = new FileStream(rig.Segments.Single(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            file.SetLength(rig.HeaderLength + rig.Frame("a").Length);

        rig.ReadAll(settle: true).Should().Equal("a");
        rig.Set.Reader.Damage.Sum(d => d.Records).Should().Be(2);
        rig.Set.Chain.Waiting.Should().Be(0, "a flush would wait for it for ever");
        rig.Append("d").ReadAll(settle: true).Should().Equal("d");
        rig.Set.Chain.Waiting.Should().Be(0);
    }

    [Test]
    public void OfASegmentThatWentToMakeRoomNoDamageIsReported()
    {
        using var rig = new BufferRig().Open().Append("a", "b");
        var bytes = System.IO.File.ReadAllBytes(rig.Segments.Single());
        bytes[^1] ^= 1;
        using (var file = new FileStream(rig.Segments.Single(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) file.Write(bytes);
        rig.Set.Reader.TryRead(out _, out _).Should().BeTrue();
        while (rig.Set.Chain.Lost.Count == 0) rig.Append(new string('x', 300_000));

        rig.ReadAll().Should().NotBeEmpty();
        rig.Set.Reader.Damage.Should().BeEmpty("all of it is reported as gone");
    }

    /// <summary>One segment of all messages, and where each of them ends in it.</summary>
    static (byte[] Whole, int[] Ends) WriteOne(BufferRig rig)
    {
        rig.Open();
        var ends = Messages.Select(m => (int)rig.Append(m).Set.Chain.Bytes).ToArray();
        rig.Kill();
        return (System.IO.File.ReadAllBytes(rig.Segments.Single()), ends);
    }

    static void Clean(BufferRig rig)
    {
        foreach (var file in Directory.GetFiles(rig.Folder)) System.IO.File.Delete(file);
    }
}
