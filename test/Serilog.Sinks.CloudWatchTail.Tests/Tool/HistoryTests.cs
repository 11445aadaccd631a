using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class HistoryTests : CwtailTest
{
    static readonly DateTimeOffset Before = DateTimeOffset.UtcNow.AddMinutes(-30);

    [Test]
    public async Task HistoryIsShownInTimeOrderWithItsGroupWhenThereAreSeveral()
    {
        Aws.Put("/a", "1", [(Before, "first"), (Before.AddMinutes(2), "third")]);
        Aws.Put("/b", "1", [(Before.AddMinutes(1), "second")]);

        var result = await RunAsync("/a", "/b", "--since", "1h", "--no-follow", "--template", "{Level:u3} {LogGroup} {Message:lj}");

        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().Equal("INF /a first", "INF /b second", "INF /a third");
        result.Error.Should().ContainSingle().Which.Should().StartWith("cwtail: 3 events received in ");
        Aws.RequestCount("StartLiveTail").Should().Be(0, "history alone needs no live session");
    }

    [Test]
    public async Task AnEventWithAFormatThatItsValueRefusesIsShown()
    {
        Aws.Put(Group, "1", [(Before, """{"@t":"2026-11-20T10:11:12Z","@mt":"a {A:Q9} {B:Q9} {C:Q9} b","A":1,"B":[2],"C":3}"""), (Before.AddSeconds(1), """{"@t":"2026-11-20T10:11:13Z","@mt":"a {A:Q9} {B:Q9} b","@r":["one","two"],"A":1,"B":[2]}""")]);

        var result = await RunAsync(Group, "--since", "1h", "--no-follow", "--template", "{Message:lj}");

        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        result.Output.Should().Equal("a 1 [2] 3 b", "a one [2] b");
    }

    [Test]
    public async Task TheFirstLineBeginsWithItsStreamLikeAllOthers()
    {
        Aws.Put(Group, "web", [(Before, "first"), (Before.AddSeconds(2), "third")]);
        Aws.Put(Group, "job", [(Before.AddSeconds(1), "second")]);
        (await RunAsync(Group, "--since", "1h", "--no-follow")).Output.Select(line => line.Split(' ')[0]).Should().Equal("web", "job", "web");
        (await RunAsync(Group, "--since", "1h", "--no-follow", "--stream", "job")).Output.Should().ContainSingle().Which.Should().StartWith("[");
    }

    [Test]
    public async Task AConfigurationFileMayNameAFormatterOfFormattingCompact()
    {
        Aws.Put(Group, "1", [(Before, Clef("Order {Id} for {Customer}", "Warning"))]);
        using var folder = new TempFolder();
        await System.IO.File.WriteAllTextAsync(folder.GetFile("appsettings.json"), $$"""
            {
              "CloudWatchLiveTail": { "LogGroups": [ "{{Group}}" ], "Since": "01:00:00", "Follow": false },
              "Serilog": {
                "WriteTo": [ {
                  "Name": "File",
                  "Args": {
                    "path": {{JsonSerializer.Serialize(folder.GetFile("orders.clef"))}},
                    "formatter": "Serilog.Formatting.Compact.CompactJsonFormatter, Serilog.Formatting.Compact"
                  }
                } ]
              }
            }
            """);

        var result = await RunAsync("--config", folder.GetFile("appsettings.json"));

        result.ExitCode.Should().Be(0, "of {0}", string.Join('\n', result.Error));
        using var line = JsonDocument.Parse((await System.IO.File.ReadAllLinesAsync(folder.GetFile("orders.clef"))).Should().ContainSingle().Which);
        line.RootElement.GetProperty("@mt").GetString().Should().Be("Order {Id} for {Customer}");
        line.RootElement.GetProperty("@l").GetString().Should().Be("Warning");
        line.RootElement.GetProperty("Customer").GetString().Should().Be("ACME");
    }

    [Test]
    public async Task TheTimesGivenBoundTheHistory()
    {
        Aws.Put(Group, "1", [(Before.AddHours(-2), "older"), (Before, "within"), (Before.AddMinutes(20), "newer")]);
        var result = await RunAsync(Group, "--since", "1h", "--until", "20m", "--format", "raw");
        result.Output.Should().Equal("within");
    }

    [Test]
    public async Task JsonAndClefAreOneObjectALineWithTheOriginInIt()
    {
        Aws.Put(Group, "web/1", [(Before, Clef("Order {Id} for {Customer}", "Warning")), (Before.AddSeconds(1), "two\nlines \u009b")]);

        foreach (var (format, level, template) in new[] { ("json", "level", "template"), ("clef", "@l", "@mt") })
        {
            var result = await RunAsync(Group, "--since", "1h", "--no-follow", "--format", format);
            var events = result.Output.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            events.Should().HaveCount(2);
            events[0].GetProperty(level).GetString().Should().Be("Warning");
            events[0].GetProperty(template).GetString().Should().Be("Order {Id} for {Customer}");
            events[0].GetProperty("LogGroup").GetString().Should().Be(Group);
            events[0].GetProperty("LogStream").GetString().Should().Be("web/1");
            string.Concat(result.Output).Should().NotContain("\u009b", "a terminal obeys it even inside JSON");
        }
    }

    [Test]
    public async Task RawIsTheMessageAsItIs()
    {
        string[] messages = ["""{ "any" : "JSON",  "x":1}""", "\u001b[31mcolours\u001b[0m", "Zoë 日本 🎉"];
        Aws.Put(Group, "1", messages);
        (await RunAsync(Group, "--no-follow", "--format", "raw")).Output.Should().Equal(messages);
    }

    [Test]
    public async Task ALevelLeavesOutWhatIsBelowIt()
    {
        Aws.Put(Group, "1", Clef("a"), Clef("b", "Error"), Clef("c", "Warning"), "plain");
        var result = await RunAsync(Group, "--no-follow", "--level", "warning", "--format", "raw");
        result.Output.Should().Equal(Clef("b", "Error"), Clef("c", "Warning"));
        result.Error.Should().ContainSingle().Which.Should().Contain("4 events received (2 shown)");
    }

    [Test]
    public async Task StreamsPrefixesAndPatternsGoToTheService()
    {
        Aws.Put(Group, "web/1", "web one", "web two");
        Aws.Put(Group, "job/1", "job one");
        (await RunAsync(Group, "--no-follow", "--format", "raw", "--stream", "job/1")).Output.Should().Equal("job one");
        (await RunAsync(Group, "--no-follow", "--format", "raw", "--prefix", "web/", "--filter", "one")).Output.Should().Equal("web one");
    }
}
