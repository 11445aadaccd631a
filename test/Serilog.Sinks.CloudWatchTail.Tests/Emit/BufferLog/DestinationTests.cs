using System.Buffers.Binary;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>Events go where they were meant to go, whatever becomes of the files' headers and names.</summary>
public class DestinationTests
{
    static readonly string Large = new('x', 300_000);

    [TestCase("", "us-east-1", "111122223333", "/shop/orders", TestName = "WhatIsMeantForAnotherRegionIsLeftAlone")]
    [TestCase("http://localhost:4588", "eu-west-1", "111122223333", "/shop/orders", TestName = "WhatIsMeantForAnotherEndpointIsLeftAlone")]
    [TestCase("", "eu-west-1", "444455556666", "/shop/orders", TestName = "WhatIsMeantForAnotherAccountIsLeftAlone")]
    [TestCase("", "eu-west-1", "111122223333", "/shop/invoices", TestName = "WhatIsMeantForAnotherGroupIsLeftAlone")]
    public void AnotherDestination(string endpoint, string region, string account, string logGroup)
    {
        using var rig = new BufferRig { Destination = new BufferDestination("", "eu-west-1", "111122223333", "/shop/orders") };
        rig.Open().Append("a").Kill();
        var first = rig.Destination;
        rig.Destination = new BufferDestination(endpoint, region, account, logGroup);
        rig.Open();
        rig.Set.Foreign.Should().Contain(first.ToString());
        rig.ReadAll().Should().BeEmpty();
        rig.Kill();

        rig.Destination = first;
        rig.Open().ReadAll().Should().Equal("a");
    }

    [Test]
    public void AnAccountThatIsNotKnownIsTakenToBeTheSame([Values] bool atFirst)
    {
        using var rig = new BufferRig();
        var known = new BufferDestination("", "eu-west-1", "111122223333", "/shop/orders");
        rig.Destination = atFirst ? known : BufferRig.Orders;
        rig.Open().Append("a").Kill();
        rig.Destination = atFirst ? BufferRig.Orders : known;
        rig.Open().ReadAll().Should().Equal("a");
    }

    [Test]
    public void GroupsWhoseNamesHaveTheSameChecksumAreToldApart()
    {
        var (first, second) = GroupsOfEqualChecksum();
        using var rig = new BufferRig { Destination = new BufferDestination("", "eu-west-1", "", first) };
        rig.Open().Append("a").Kill();
        rig.Destination = new BufferDestination("", "eu-west-1", "", second);
        rig.Open();
        rig.Set.IsForeign.Should().BeTrue();
        rig.ReadAll().Should().BeEmpty();
    }

    [Test]
    public void WhicheverBitOfAHeaderChangesTheRecordsGoWhereTheyWereMeantToGoAndNowhereElse()
    {
        using var rig = new BufferRig();
        rig.Open().Append("a", "b").Kill();
        System.IO.File.Delete(rig.Paths.Checkpoint);
        var (path, whole, bits) = (rig.Segments.Single(), System.IO.File.ReadAllBytes(rig.Segments.Single()), rig.HeaderLength * 8);
        for (var bit = 0; bit < bits; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            System.IO.File.WriteAllBytes(path, changed);

            rig.Destination = new BufferDestination("", "eu-west-1", "", "/shop/invoic");
            rig.Open();
            rig.Set.IsForeign.Should().BeTrue("bit {0} has changed", bit);
            rig.ReadAll().Should().BeEmpty("bit {0} has changed", bit);
            rig.Kill();

            rig.Destination = BufferRig.Orders;
            rig.Open().ReadAll().Should().Equal(["a", "b"], "bit {0} has changed", bit);
            rig.Kill();
        }
    }

    [Test]
    public void AHeaderThatNoRecordProvesIsForeignAndThatIsSaid()
    {
        using var rig = new BufferRig();
        rig.Open().Append("a").Kill();
        var bytes = System.IO.File.ReadAllBytes(rig.Segments.Single());
        bytes[40] ^= 1;
        bytes[^1] ^= 1;
        System.IO.File.WriteAllBytes(rig.Segments.Single(), bytes);
        rig.Open();
        rig.Set.Foreign.Should().Contain("header cannot be read");
        System.IO.File.ReadAllBytes(rig.Segments.Single()).Should().Equal(bytes, "it is left alone");
    }

    [Test]
    public void ASegmentOfAnotherGroupThatWasRenamedIsSetAsideAndTheOwnOnesAreRead()
    {
        using var other = new BufferRig { Destination = new BufferDestination("", "eu-west-1", "", "/shop/invoices") };
        other.Open().Append("an invoice").Kill();
        using var rig = new BufferRig();
        rig.Open().Append("an order").Kill();
        var renamed = rig.Paths.Segment(new SegmentName(7, 0x01020305));
        System.IO.File.Copy(other.Segments.Single(), renamed);

        rig.Open();
        rig.ReadAll().Should().Equal("an order");
        rig.Set.Problems.Should().ContainSingle(p => p.Contains("/shop/invoices") && p.Contains(".foreign"));
        System.IO.File.ReadAllBytes(Path.ChangeExtension(renamed, ".foreign")).Should().Equal(System.IO.File.ReadAllBytes(other.Segments.Single()));
        rig.Set.Reader.Damage.Should().BeEmpty();
    }

    [Test]
    public void ASegmentInTheMiddleWhoseHeaderAndFirstRecordAreDamagedIsSetAsideAndItsRecordsAreCounted()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 7; i++) rig.Append($"{i}{Large}");
        rig.Kill();
        var middle = rig.Segments[1];
        var bytes = System.IO.File.ReadAllBytes(middle);
        bytes[40] ^= 1;
        bytes[rig.HeaderLength + 30] ^= 1;
        System.IO.File.WriteAllBytes(middle, bytes);

        rig.Open();
        rig.ReadAll().Select(m => m[0]).Should().Equal("0126");
        rig.Set.Reader.Damage.Sum(d => d.Records).Should().Be(3);
        rig.Set.Problems.Should().ContainSingle(p => p.Contains("header"));
        System.IO.File.Exists(Path.ChangeExtension(middle, ".damaged")).Should().BeTrue();
    }

    [TestCase(1, 1, "/shop/orders", true, TestName = "ASegmentOfVersion1IsReadWhereGroupAndNameAgree")]
    [TestCase(1, 1, "/shop/invoices", false, TestName = "ASegmentOfVersion1OfAnotherGroupIsLeftAlone")]
    [TestCase(1, 2, "/shop/orders", false, TestName = "ASegmentOfVersion1WithAnotherOnesNameIsLeftAlone")]
    public void Version1(long sequence, long named, string logGroup, bool isRead)
    {
        using var rig = new BufferRig();
        var frame = Version1Frame("a message");
        System.IO.File.WriteAllBytes(rig.Paths.Segment(new SegmentName(named, SegmentName.NoWriter)), [.. Version1Header(sequence, logGroup), .. frame, .. frame]);
        rig.Open();
        rig.Set.IsForeign.Should().Be(!isRead);
        string[] expected = isRead ? ["a message", "a message"] : [];
        rig.ReadAll().Should().Equal(expected);
        if (isRead) rig.Append("next").ReadAll().Should().Equal("next");
    }

    [Test]
    public void AnyBitThatChangesInAHeaderOfVersion1MakesItForeign()
    {
        using var rig = new BufferRig();
        byte[] whole = [.. Version1Header(1, "/shop/orders"), .. Version1Frame("a message")];
        for (var bit = 0; bit < 32 * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            System.IO.File.WriteAllBytes(rig.Paths.Segment(new SegmentName(1, SegmentName.NoWriter)), changed);
            rig.Open();
            rig.Set.IsForeign.Should().BeTrue("bit {0} has changed", bit);
            rig.Kill();
        }
    }

    static byte[] Version1Header(long sequence, string logGroup)
    {
        var bytes = new byte[32];
        "CWBUF\0\0\u0001"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), Crc32C.Of(Encoding.UTF8.GetBytes(logGroup)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), Crc32C.Of(bytes.AsSpan(0, 28)));
        return bytes;
    }

    static byte[] Version1Frame(string message)
    {
        byte[] payload = [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, (byte)'s', .. Encoding.UTF8.GetBytes(message)];
        var length = BitConverter.GetBytes(payload.Length);
        return [.. length, .. BitConverter.GetBytes(Crc32C.Of(length)), .. BitConverter.GetBytes(Crc32C.Of(payload)), .. payload];
    }

    static (string First, string Second) GroupsOfEqualChecksum()
    {
        var seen = new Dictionary<uint, string>();
        for (var i = 0; ; i++)
        {
            var name = $"/shop/{i * 2_654_435_761L % 1_000_000_007}/{i}";
            if (!seen.TryAdd(SegmentHeader.GroupOf(name), name)) return (seen[SegmentHeader.GroupOf(name)], name);
        }
    }
}
