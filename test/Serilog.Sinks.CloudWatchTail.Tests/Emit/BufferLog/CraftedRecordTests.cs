using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>Records whose checksums are right and that this library would never have written.</summary>
public class CraftedRecordTests
{
    [TestCase("long name", TestName = "ARecordWhoseStreamNameIsTooLongIsSetAside")]
    [TestCase("a:b", TestName = "ARecordWhoseStreamNameHasAForbiddenCharacterIsSetAside")]
    [TestCase("message", TestName = "ARecordWhoseMessageIsNoUtf8IsSetAside")]
    [TestCase("empty", TestName = "ARecordWithoutAMessageIsSetAside")]
    public void Crafted(string kind)
    {
        using var rig = new BufferRig().Open().Append("before");
        var crafted = (kind switch
        {
            "long name" => rig.Frame("m"u8, new string('n', 513)),
            "a:b" => rig.Frame("m"u8, "a:b"),
            "message" => rig.Frame([(byte)'m', 0xff], "web-1"),
            _ => rig.Frame(""u8, "web-1"),
        }).ToArray();
        rig.AppendFrame(crafted);
        rig.Append("after").ReadAll(settle: true).Should().Equal("before", "after");

        var damage = rig.Set.Reader.Damage.Single();
        (damage.Records, damage.Bytes).Should().Be((1L, (long)crafted.Length));
        System.IO.File.ReadAllBytes(damage.SetAside!).Should().Equal(crafted);
        rig.Set.Chain.Waiting.Should().Be(0);
    }

    [Test]
    public void ManyOfASegmentAreSetAsideInOneFile()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; i < 5; i++) rig.AppendFrame(rig.Frame(Encoding.UTF8.GetBytes($"{i}"), new string('n', 600)));
        rig.ReadAll().Should().BeEmpty();
        var damage = rig.Set.Reader.Damage;
        damage.Should().HaveCount(5);
        damage.Select(d => d.SetAside).Distinct().Should().ContainSingle();
        new FileInfo(damage[0].SetAside!).Length.Should().Be(damage.Sum(d => d.Bytes));
    }

    [Test]
    public void AHeaderThatClaimsNumbersBeyondAnyBufferMakesUpNoLosses()
    {
        using var rig = new BufferRig().Open().Append("a");
        rig.Kill();
        var name = new CloudWatchTail.Emit.BufferLog.Records.SegmentName(5, 0x01020305);
        System.IO.File.WriteAllBytes(rig.Paths.Segment(name),
            [.. CloudWatchTail.Emit.BufferLog.Records.SegmentHeader.Encode(name, long.MaxValue / 4, rig.Destination), .. rig.Frame("b")]);
        rig.Open().ReadAll(settle: true).Should().Equal("a", "b");
        rig.Set.Reader.Damage.Should().BeEmpty();
    }
}
