using System.Net;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

class PageFilesTests : ViewerTest
{
    [Test]
    public async Task EveryFileOfThePageIsServedAsWhatItIs()
    {
        var folder = Repository.PathOf("src", "Serilog.Sinks.CloudWatchTail.Tool", "View", "Page");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        files.Should().NotBeEmpty();
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            using var answer = await Browser.GetAsync(path == "index.html" ? "/" : $"/{path}");
            answer.StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", path);
            answer.Content.Headers.ContentType!.MediaType.Should().Be(
                Path.GetExtension(file) switch { ".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript", ".svg" => "image/svg+xml", _ => "image/png" }, "of {0}", path);
            await using var embedded = typeof(Viewer).Assembly.GetManifestResourceStream($"page/{path}")!;
            using var expected = new MemoryStream();
            await embedded.CopyToAsync(expected);
            (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(expected.ToArray(), "of {0}", path);
        }
    }

    [Test]
    public async Task ThereIsOneIndexAndNoOtherFile()
    {
        foreach (var path in new[] { "/index.html", "/page/index.html", "/scripts", "/appsettings.json", "/cwtail.dll" })
        {
            using var answer = await Browser.GetAsync(path);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, "of {0}", path);
        }
    }
}
