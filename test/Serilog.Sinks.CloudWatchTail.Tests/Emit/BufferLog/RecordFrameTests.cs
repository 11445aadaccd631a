using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class RecordFrameTests
{
    [TestCase("m", "s", 0L)]
    [TestCase("{\"a\":\"é\"}", "web/1", 1_772_366_400_000L)]
    [TestCase("before 1970", "web/1", -1L)]
    public void ARecordComesBackAsItWas(string message, string stream, long time)
    {
        using var rig = new BufferRig();
        var frame = rig.Frame(message, stream, time);

        RecordFrame.Read(frame, rig.Destination.Seed, out var length, out var record).Should().Be(FrameStatus.Whole);

        length.Should().Be(frame.Length);
        record.Time.Should().Be(time);
        Encoding.UTF8.GetString(record.Stream).Should().Be(stream);
        Encoding.UTF8.GetString(record.Message).Should().Be(message);
    }

    [Test]
    public void TheLargestMessageUnderTheLongestNameFits()
    {
        using var rig = new BufferRig();
        var frame = rig.Frame(new string('x', 1_048_550), new string('é', 512));
        RecordFrame.Read(frame, rig.Destination.Seed, out _, out _).Should().Be(FrameStatus.Whole);
    }

    [Test]
    public void ARecordThatIsCutAnywhereIsIncomplete()
    {
        using var rig = new BufferRig();
        var frame = rig.Frame("a message").ToArray();
        for (var cut = 0; cut < frame.Length; cut++)
        {
            RecordFrame.Read(frame.AsSpan(0, cut), rig.Destination.Seed, out var needed, out _).Should().Be(FrameStatus.Incomplete, "of {0}", cut);
            needed.Should().Be(cut < RecordFrame.HeaderLength ? RecordFrame.HeaderLength : frame.Length);
        }
    }

    [Test]
    public void WhateverBitChangesARecordIsNeverTakenForAnotherOne()
    {
        using var rig = new BufferRig();
        var frame = rig.Frame("a message").ToArray();
        for (var bit = 0; bit < frame.Length * 8; bit++)
        {
            var changed = frame.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var expected = bit / 8 < 8 ? FrameStatus.Unframed : FrameStatus.Damaged;
            RecordFrame.Read(changed, rig.Destination.Seed, out var length, out _).Should().Be(expected, "of bit {0}", bit);
            if (expected == FrameStatus.Damaged) length.Should().Be(frame.Length, "the next record is found behind it");
        }
    }

    [Test]
    public void BytesWithoutAMessageAreNoRecord()
    {
        using var rig = new BufferRig();
        RecordFrame.Read(rig.Frame(""), rig.Destination.Seed, out _, out _).Should().Be(FrameStatus.Damaged);
    }
}
