using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>The zeros behind the records of a segment that grows.</summary>
public class ZeroedRoomTests
{
    static readonly string Text = new('x', 1_000);

    [Test]
    public void ASegmentThatGrowsHasZerosBehindItsRecords()
    {
        using var rig = new BufferRig().Open();
        AppendUntilThereAreZeros(rig);
        var bytes = System.IO.File.ReadAllBytes(rig.Segments.Single());
        bytes.AsSpan((int)rig.Set.Chain.Bytes).ContainsAnyExcept((byte)0).Should().BeFalse();
        bytes.Length.Should().BeInRange((int)rig.Set.Chain.Bytes + 1, (int)rig.Set.Chain.Bytes + ZeroedRoom.StepBytes);
    }

    [Test]
    public void TheRecordsReplaceTheZeros()
    {
        using var rig = new BufferRig().Open();
        var records = AppendUntilThereAreZeros(rig);
        var writes = Writes(rig);
        for (var i = 0; i < 500; i++) rig.Append($"{records++} {Text}");
        (Writes(rig) - writes).Should().BeInRange(500, 520, "zeros are written for many records at once");
        rig.ReadAll().Select(NumberOf).Should().Equal(Enumerable.Range(0, records));
    }

    [Test]
    public void ASegmentEndsWithItsLastRecordOnceNoMoreFollow([Values] bool isFull)
    {
        using var rig = new BufferRig().Open();
        AppendUntilThereAreZeros(rig);
        if (isFull) rig.Append(new string('y', (int)(BufferRig.SmallestLimit / 4) - 10_000));
        else rig.Writer.Dispose();
        new FileInfo(rig.Segments[0]).Length.Should().Be(rig.Set.Chain.Oldest!.End);
    }

    [Test]
    public void ZerosThatCannotBeCutOffDoNoHarm()
    {
        using var rig = new BufferRig().Open();
        var records = AppendUntilThereAreZeros(rig);
        rig.Files.Before = line =>
        {
            if (line.StartsWith("set length", StringComparison.Ordinal)) throw new IOException("Input/output error");
        };
        rig.Append(new string('y', (int)(BufferRig.SmallestLimit / 4) - 10_000), "next");
        rig.Kill();

        rig.Open().ReadAll().Should().HaveCount(records + 2);
        rig.Set.Reader.Damage.Should().BeEmpty();
        rig.Set.Recovered.Should().Be(records + 2);
    }

    [Test]
    public void WhereRecordsSurviveTheMachineThereAreNoZeros()
    {
        using var rig = new BufferRig().Open(flushes: true);
        for (var i = 0; i < 200; i++) rig.Append($"{i} {Text}");
        new FileInfo(rig.Segments.Single()).Length.Should().Be(rig.Set.Chain.Bytes);
    }

    [Test]
    public void ZerosCountTowardsTheSizeLimit()
    {
        using var rig = new BufferRig().Open();
        for (var i = 0; rig.Set.Chain.Lost.Count == 0 || i % 1_000 != 0; i++)
        {
            rig.Append($"{i} {Text}");
            new DirectoryInfo(rig.Folder).EnumerateFiles("*.buf").Sum(f => f.Length).Should().BeLessThanOrEqualTo(BufferRig.SmallestLimit);
        }
    }

    [Test]
    public void ADiskWithoutRoomForZerosTakesRecords([Values(0, 1, 5_000)] int room)
    {
        using var rig = new BufferRig().Open();
        var records = AppendUntilThereAreZeros(rig);
        var next = $"{records} {Text}";
        while (rig.Set.Chain.Bytes + rig.Frame(next).Length < new FileInfo(rig.Segments[0]).Length)
        {
            rig.Append(next);
            next = $"{++records} {Text}";
        }

        rig.Files.BytesLeft = rig.Frame(next).Length + room;
        rig.Append(next);
        records++;
        if (room == 0) rig.Invoking(r => r.Append("too much")).Should().Throw<IOException>();

        rig.Files.BytesLeft = long.MaxValue;
        rig.Writer.Probe();
        rig.Append($"{records++} {Text}");
        rig.ReadAll().Select(NumberOf).Should().Equal(Enumerable.Range(0, records));
    }

    [Test]
    public void WhereverAKilledProcessStoppedWritingARecordTheRecordsBeforeItAreWhole()
    {
        using var rig = new BufferRig().Open();
        var records = AppendUntilThereAreZeros(rig);
        var end = (int)rig.Set.Chain.Bytes;
        rig.Append("the record that is cut");
        var length = (int)rig.Set.Chain.Bytes - end;
        var segment = rig.Segments.Single();
        var left = System.IO.File.ReadAllBytes(segment);
        rig.Kill();
        for (var cut = 0; cut <= length; cut++)
        {
            Directory.GetFiles(rig.Folder).ToList().ForEach(System.IO.File.Delete);
            var bytes = left.ToArray();
            bytes.AsSpan(end + cut, length - cut).Clear();
            System.IO.File.WriteAllBytes(segment, bytes);

            rig.Open();
            rig.Set.Recovered.Should().Be(records + (cut == length ? 1 : 0), "{0} bytes were written", cut);
            rig.Append("next").ReadAll().Should().HaveCount((int)rig.Set.Recovered + 1).And.EndWith("next");
            rig.Set.Reader.Damage.Should().BeEmpty("no caller was told that the last one was there");
            rig.Set.Problems.Should().BeEmpty();
            rig.Kill();
        }
    }

    [Test]
    public void ARecordWhoseMiddleIsGoneIsDamagedThoughZerosFollow()
    {
        using var rig = new BufferRig().Open();
        var records = AppendUntilThereAreZeros(rig);
        var segment = rig.Segments.Single();
        var bytes = System.IO.File.ReadAllBytes(segment);
        bytes.AsSpan((int)rig.Set.Chain.Bytes - 500, 100).Clear();
        rig.Kill();
        System.IO.File.WriteAllBytes(segment, bytes);

        rig.Open().ReadAll().Should().HaveCount(records - 1);
        rig.Set.Reader.Damage.Should().ContainSingle().Which.Records.Should().Be(1);
    }

    [Test]
    public void ARecordWhoseEndIsGoneIsDamagedWhereNoZerosFollow()
    {
        using var rig = new BufferRig().Open().Append("a", "b");
        var segment = rig.Segments.Single();
        rig.Kill();
        var bytes = System.IO.File.ReadAllBytes(segment);
        bytes[^1] = 0;
        System.IO.File.WriteAllBytes(segment, bytes);

        rig.Open().ReadAll().Should().Equal("a");
        rig.Set.Reader.Damage.Should().ContainSingle().Which.Records.Should().Be(1, "its caller was told that it was there");
    }

    /// <summary>Appends numbered records, and returns how many.</summary>
    static int AppendUntilThereAreZeros(BufferRig rig)
    {
        var records = 0;
        do rig.Append($"{records++} {Text}");
        while (new FileInfo(rig.Segments.Single()).Length == rig.Set.Chain.Bytes);
        rig.Set.Chain.Bytes.Should().BeGreaterThanOrEqualTo(ZeroedRoom.StepBytes, "fewer have none");
        return records;
    }

    static int Writes(BufferRig rig) => rig.Files.Log.Count(l => l.StartsWith("write", StringComparison.Ordinal));

    static int NumberOf(string message) => int.Parse(message.Split(' ')[0]);
}
