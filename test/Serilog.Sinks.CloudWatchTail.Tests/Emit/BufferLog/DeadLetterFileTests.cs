using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class DeadLetterFileTests
{
    readonly PrivateFiles _files = new();

    [Test]
    public void ItIsBoundedAndTheNewestStay()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        var file = new DeadLetterFile(paths, _files, sizeLimitBytes: 1_000);
        for (var i = 0; i < 50; i++) file.Append(Line($"message {i} {new string('x', 60)}"));

        new FileInfo(paths.DeadLetters).Length.Should().BeLessThanOrEqualTo(1_000);
        new FileInfo(paths.OlderDeadLetters).Length.Should().BeLessThanOrEqualTo(1_000);
        Directory.GetFiles(folder.FullName).Should().HaveCount(2);
        System.IO.File.ReadAllLines(paths.DeadLetters)[^1].Should().Contain("message 49");
    }

    [Test]
    public void AfterALineThatWasCutTheNextOneStandsAlone()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        System.IO.File.WriteAllText(paths.DeadLetters, "{\"reason\":\"TooO");
        new DeadLetterFile(paths, _files).Append(Line("next"));
        System.IO.File.ReadAllLines(paths.DeadLetters).Should().Equal("{\"reason\":\"TooO", "next");
    }

    [Test]
    public void ALinkThatStandsThereGoesAndItsTargetStaysAsItWas()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        System.IO.File.WriteAllText(folder.GetFile("target"), "another user's");
        System.IO.File.CreateSymbolicLink(paths.DeadLetters, folder.GetFile("target"));
        new DeadLetterFile(paths, _files).Append(Line("next"));
        System.IO.File.ReadAllText(folder.GetFile("target")).Should().Be("another user's");
        System.IO.File.ReadAllLines(paths.DeadLetters).Should().Equal("next");
    }

    static byte[] Line(string text) => System.Text.Encoding.UTF8.GetBytes(text + "\n");
}
