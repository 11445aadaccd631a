using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Durable;

public class CheckpointFileTests
{
    static readonly BufferCheckpoint Older = new(3, 4_711, 17), Newer = new(4, 32, 0);

    [Test]
    public void ACheckpointComesBackAsItWas()
    {
        using var folder = new TempFolder();
        var file = new CheckpointFile(folder.GetFile("c"), new BufferFiles());
        file.Read(out var problem).Should().BeNull();
        problem.Should().BeNull("there is none yet");

        file.Write(Older, flush: true);
        file.Write(Newer, flush: false);

        file.Read(out problem).Should().Be(Newer);
        problem.Should().BeNull();
        Directory.GetFiles(folder.FullName).Should().HaveCount(1);
    }

    [Test]
    public void WhereverAWriteIsCutTheOldOneIsStillThere()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        var file = new CheckpointFile(folder.GetFile("c"), files);
        file.Write(Older, flush: false);
        for (var cut = 0; cut < BufferCheckpoint.Length; cut++)
        {
            files.BytesLeft = cut;
            file.Invoking(f => f.Write(Newer, flush: false)).Should().Throw<IOException>();
            file.Read(out _).Should().Be(Older, "the write of {0} bytes was cut", cut);
        }

        (files.BytesLeft, files.RenameFails) = (long.MaxValue, true);
        file.Invoking(f => f.Write(Newer, flush: false)).Should().Throw<IOException>();
        file.Read(out _).Should().Be(Older);

        files.RenameFails = false;
        file.Write(Newer, flush: false);
        file.Read(out _).Should().Be(Newer);
    }

    [Test]
    public void HalfAFileOrAChangedOneIsNeverTakenForACheckpoint()
    {
        using var folder = new TempFolder();
        var path = folder.GetFile("c");
        var file = new CheckpointFile(path, new BufferFiles());
        var bytes = Older.Encode();
        for (var i = 0; i < bytes.Length; i++)
        {
            System.IO.File.WriteAllBytes(path, bytes[..i]);
            file.Read(out var problem).Should().BeNull();
            problem.Should().NotBeNull();

            var changed = bytes.ToArray();
            changed[i] ^= 0x10;
            System.IO.File.WriteAllBytes(path, changed);
            file.Read(out problem).Should().BeNull("byte {0} has changed", i);
            problem.Should().NotBeNull();
        }
    }
}
