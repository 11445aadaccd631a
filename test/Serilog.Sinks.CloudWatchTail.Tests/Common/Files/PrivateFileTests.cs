using System.Text;
using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Common.Files;

public class PrivateFileTests
{
    readonly PrivateFiles _files = new();

    [Test]
    public void AWriteGoesToItsPlaceInTheFile()
    {
        using var folder = new TempFolder();
        using (var file = _files.Create(folder.GetFile("a")))
        {
            file.Write("....."u8, 0);
            file.Write("cd"u8, 2);
            file.Write("fg"u8, 5);
            file.Write([], 100);
        }

        folder.ReadAllText("a").Should().Be("..cd.fg");
    }

    [Test]
    public void AWriteThatTheSystemRefusesFailsWithItsReason()
    {
        using var folder = new TempFolder();
        _files.Create(folder.GetFile("a")).Dispose();
        using var file = _files.OpenRead(folder.GetFile("a"));

        file.Invoking(f => f.Write(Encoding.UTF8.GetBytes("x"), 0)).Should().Throw<Exception>().Which.Should().Match(e => e is UnauthorizedAccessException || e is IOException);
        folder.ReadAllText("a").Should().BeEmpty();
    }

    [Test]
    public void AWriteAfterTheEndOfAFileReachesNoOther()
    {
        using var folder = new TempFolder();
        var ended = _files.Create(folder.GetFile("a"));
        ended.Dispose();

        // The system gives the next file the lowest free number.
        using (_files.Create(folder.GetFile("b")))
        {
            ended.Invoking(f => f.Write(Encoding.UTF8.GetBytes("x"), 0)).Should().Throw<ObjectDisposedException>();
        }

        folder.ReadAllText("b").Should().BeEmpty();
    }
}
