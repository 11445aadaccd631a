using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Common.Files;

public class CheckpointFileTests
{
    static readonly byte[] Older = [1, 2, 3, 4, 5, 6, 7, 8], Newer = [9, 8, 7];

    [Test]
    public void BytesComeBackAsTheyWere()
    {
        using var folder = new TempFolder();
        var file = new CheckpointFile(folder.GetFile("c"), new PrivateFiles());
        file.Read().Should().BeNull("there is none yet");

        file.Write(Older, flush: true);
        file.Write(Newer, flush: false);

        file.Read().Should().Equal(Newer);
        Directory.GetFiles(folder.FullName).Should().HaveCount(1);
    }

    [Test]
    public void WhereverAWriteIsCutTheOldBytesAreStillThere()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        var file = new CheckpointFile(folder.GetFile("c"), files);
        file.Write(Older, flush: false);
        for (var cut = 0; cut < Newer.Length; cut++)
        {
            files.BytesLeft = cut;
            file.Invoking(f => f.Write(Newer, flush: false)).Should().Throw<IOException>();
            file.Read().Should().Equal(Older, "the write of {0} bytes was cut", cut);
        }

        (files.BytesLeft, files.RenameFails) = (long.MaxValue, true);
        file.Invoking(f => f.Write(Newer, flush: false)).Should().Throw<IOException>();
        file.Read().Should().Equal(Older);

        files.RenameFails = false;
        file.Write(Newer, flush: false);
        file.Read().Should().Equal(Newer);
    }

    [Test]
    public void WhatIsToSurviveTheMachineIsFlushedBeforeItGetsItsNameAndTheNameAfterwards()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        new CheckpointFile(folder.GetFile("c"), files).Write(Older, flush: true);
        files.Log.Should().Equal("create c.tmp", "write c.tmp", "flush c.tmp", "rename c", $"flush folder {Path.GetFileName(folder.FullName)}");
    }

    [Test]
    public void ALinkIsNeverFollowed()
    {
        using var folder = new TempFolder();
        var target = folder.GetFile("target");
        System.IO.File.WriteAllText(target, "another user's");
        foreach (var name in new[] { "c", "c.tmp" }) System.IO.File.CreateSymbolicLink(folder.GetFile(name), target);
        var file = new CheckpointFile(folder.GetFile("c"), new PrivateFiles());
        file.Read().Should().BeNull();

        file.Write(Older, flush: false);

        file.Read().Should().Equal(Older);
        System.IO.File.ReadAllText(target).Should().Be("another user's");
        new FileInfo(folder.GetFile("c")).LinkTarget.Should().BeNull();
    }
}
