using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class BufferCheckpointTests
{
    static readonly BufferCheckpoint Checkpoint = new(new SegmentName(3, 0x9f3a6b1d), 4_711, 17, 100_017, 100_020);

    [Test]
    public void ACheckpointComesBackAsItWas()
    {
        BufferCheckpoint.TryDecode(Checkpoint.Encode(), out var read).Should().BeTrue();
        read.Should().Be(Checkpoint);
    }

    [Test]
    public void HalfOfOneOrAChangedOneIsNeverTakenForACheckpoint()
    {
        var bytes = Checkpoint.Encode();
        for (var i = 0; i < bytes.Length; i++)
        {
            BufferCheckpoint.TryDecode(bytes.AsSpan(0, i), out _).Should().BeFalse();
            var changed = bytes.ToArray();
            changed[i] ^= 0x10;
            BufferCheckpoint.TryDecode(changed, out _).Should().BeFalse("byte {0} has changed", i);
        }
    }

    [Test]
    public void OneOfVersion1IsReadAndDoesNotKnowTheNumberOfItsRecord()
    {
        byte[] bytes = [.. "CWCHK\0\0\u0001"u8, 3, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes = [.. bytes, .. BitConverter.GetBytes(Crc32C.Of(bytes))];
        BufferCheckpoint.TryDecode(bytes, out var read).Should().BeTrue();
        read.Should().Be(new BufferCheckpoint(new SegmentName(3, SegmentName.NoWriter), 64, 2, Record: null, 0));
    }
}
