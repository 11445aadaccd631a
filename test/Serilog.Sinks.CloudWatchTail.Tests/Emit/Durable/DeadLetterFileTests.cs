using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Durable;

public class DeadLetterFileTests
{
    [Test]
    public void EachMessageIsOneLineOfJson()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        new DeadLetterFile(paths).Append(Lines("é \"quoted\"\nand more"));
        new DeadLetterFile(paths).Append(Lines("next"));

        var lines = System.IO.File.ReadAllLines(paths.DeadLetters);
        lines.Should().HaveCount(2);
        using var line = JsonDocument.Parse(lines[0]);
        line.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString())).Should().Equal(
            ("reason", "TooOld"), ("stream", "web/1"), ("time", "2026-03-01T12:00:00.000Z"), ("message", "é \"quoted\"\nand more"));
    }

    [Test]
    public void ItIsBoundedAndTheNewestStay()
    {
        using var folder = new TempFolder();
        var paths = new BufferPaths(folder.GetFile("orders"), 1);
        var file = new DeadLetterFile(paths, sizeLimitBytes: 1_000);
        for (var i = 0; i < 50; i++) file.Append(Lines($"message {i}"));

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
        new DeadLetterFile(paths).Append(Lines("next"));

        var lines = System.IO.File.ReadAllLines(paths.DeadLetters);
        lines.Should().HaveCount(2);
        using var line = JsonDocument.Parse(lines[1]);
        line.RootElement.GetProperty("message").GetString().Should().Be("next");
    }

    static byte[] Lines(string message)
    {
        using var escaped = new Utf8Buffer();
        JsonEscaper.AppendEscaped(escaped, Encoding.UTF8.GetBytes(message));
        using var lines = new Utf8Buffer();
        DeadLetterFile.AppendLine(lines, CloudWatchFailureReason.TooOld, "web/1", 1_772_366_400_000, escaped.WrittenSpan);
        return lines.WrittenSpan.ToArray();
    }
}
