using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

/// <summary>What survives the machine, and what files that stand there already must not lead to.</summary>
public class FileSafetyTests
{
    static readonly string Large = new('x', 300_000);

    [Test]
    public void WhereRecordsSurviveTheMachineTheFolderIsFlushedAfterEachNameThatComesOrGoes([Values] bool flushes)
    {
        using var rig = new BufferRig().Open(flushes: flushes);
        for (var i = 0; i < 5; i++) rig.Append(Large);
        rig.ReadAll(settle: true);
        rig.Persist();
        var log = rig.Files.Log;
        string[] changes = [.. log.Where(l => l.EndsWith(".buf", StringComparison.Ordinal) && (l.StartsWith("create", StringComparison.Ordinal) || l.StartsWith("delete", StringComparison.Ordinal))), "rename orders.checkpoint"];
        changes.Should().HaveCount(4);
        foreach (var change in changes)
        {
            var at = log.IndexOf(change);
            var flushed = log.FindIndex(at, l => l.StartsWith("flush folder", StringComparison.Ordinal));
            if (!flushes) flushed.Should().Be(-1);
            else log.Skip(at + 1).Take(flushed - at - 1).Should().NotContain(l => l.StartsWith("create", StringComparison.Ordinal) || l.StartsWith("rename", StringComparison.Ordinal), "the folder is flushed first");
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void LinksAreNeverFollowedAndFilesAreForTheirUserAloneWhateverStoodThere([Values] bool links)
    {
        if (OperatingSystem.IsWindows()) return;
        using var rig = new BufferRig();
        using var elsewhere = new TempFolder();
        string[] paths = [rig.Paths.Lock, rig.Paths.Checkpoint, CheckpointFile.TemporaryOf(rig.Paths.Checkpoint), rig.Paths.DeadLetters, rig.Paths.OlderDeadLetters];
        foreach (var path in paths)
        {
            var target = links ? elsewhere.GetFile(Path.GetFileName(path)) : path;
            System.IO.File.WriteAllText(target, "another user's");
            System.IO.File.SetUnixFileMode(target, (UnixFileMode)0b110_110_110);
            if (links) System.IO.File.CreateSymbolicLink(path, target);
        }

        rig.Open().Append("a");
        rig.AppendFrame(rig.Frame("m"u8, new string('n', 600)));
        var damaged = Path.ChangeExtension(rig.Segments.Single(), ".damaged");
        if (links) System.IO.File.CreateSymbolicLink(damaged, elsewhere.GetFile("orders.damaged"));
        rig.ReadAll(settle: true).Should().Equal("a");
        rig.Persist();
        rig.Set.DeadLetters.Append("line\n"u8);

        foreach (var path in Directory.GetFiles(rig.Folder).Where(p => p != rig.Paths.OlderDeadLetters))
        {
            new FileInfo(path).LinkTarget.Should().BeNull(path);
            System.IO.File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
        }

        Directory.GetFiles(rig.Folder).Should().Contain([damaged, rig.Paths.Checkpoint, rig.Paths.DeadLetters]).And.NotContain(CheckpointFile.TemporaryOf(rig.Paths.Checkpoint));
        foreach (var target in Directory.GetFiles(elsewhere.FullName)) System.IO.File.ReadAllText(target).Should().Be("another user's");
    }

    [Test]
    public void WhatAProcessThatWasKilledLeftOfACheckpointGoes()
    {
        using var rig = new BufferRig().Open().Append("a");
        rig.Kill();
        System.IO.File.WriteAllText(CheckpointFile.TemporaryOf(rig.Paths.Checkpoint), "half a checkpo");
        rig.Open();
        System.IO.File.Exists(CheckpointFile.TemporaryOf(rig.Paths.Checkpoint)).Should().BeFalse();
    }

    [Test]
    public void APipeInTheNameOfAFileIsNotWaitedFor()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TempFolder();
        var path = folder.GetFile("pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", path)!) made.WaitForExit((int)Limits.Patience.TotalMilliseconds).Should().BeTrue();
        var files = new PrivateFiles();
        files.Invoking(f => f.OpenRead(path)).Should().Throw<FileNotFoundException>();
        using (var file = files.OpenOrCreate(path)) file.Write("a"u8, 0);
        System.IO.File.ReadAllText(path).Should().Be("a");
    }
}
