using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class LiveTests : CwtailTest
{
    [Test]
    public async Task EventsAreShownAsTheyComeAndTheEndHasASummary()
    {
        Aws.Put(Group, "1", "before");
        await using var tool = Cwtail.Start(Aws, Group, "--utc");
        await tool.Error.WaitForAsync("live tail of /shop/orders started");

        Aws.Put(Group, "1", Clef("Order {Id} for {Customer}", "Error", "2026-03-01T14:00:00+02:00"));
        (await tool.Output.WaitForAsync("Order")).Should().Be("1 [12:00:00.000 ERR] Order 7 for ACME");

        tool.Stop();
        var result = await tool.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Output.Should().ContainSingle("what came before the start was not asked for");
        result.Error[^1].Should().MatchRegex(@"^cwtail: 1 event received, \d of them backfilled, 0 dropped, 0 reconnects, in [\d.]+ s \(at most \$0\.01\)$");
    }

    [Test]
    public async Task APipeThatIsClosedEndsTheTailEvenWhenNothingComesAnyMore()
    {
        Aws.Put(Group, "1", "before");
        await using var tool = Cwtail.Start(Aws, Group, "--since", "10m", "--format", "json");
        await tool.Output.WaitForAsync("before");

        tool.CloseOutput();

        var result = await tool.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Error.Should().NotContain(line => line.Contains("pipe") || line.Contains("Exception"));
    }

    [Test]
    public async Task AConfigurationFileDecidesGroupsAndSinks()
    {
        using var folder = new TempFolder();
        var log = folder.GetFile("local.log");
        await System.IO.File.WriteAllTextAsync(folder.GetFile("appsettings.json"), $$"""
            {
              "Serilog": {
                "MinimumLevel": "Debug",
                "WriteTo": [
                  { "Name": "Console", "Args": { "outputTemplate": "console {Message:lj}{NewLine}" } },
                  { "Name": "File", "Args": { "path": "{{log}}", "outputTemplate": "{LogGroup} {Message:lj}{NewLine}" } }
                ]
              },
              "CloudWatchLiveTail": { "LogGroups": [ "{{Group}}" ], "Since": "00:10:00" }
            }
            """);
        Aws.Put(Group, "1", Clef("Order {Id}"), Clef("hostile \\u001b[2J"), Clef("hidden", "Verbose"), Clef("last"));

        await using var tool = Cwtail.Start(Aws, "--config", folder.GetFile("appsettings.json"));
        await tool.Output.WaitForAsync("last");
        tool.Stop();
        var result = await tool.EndAsync();

        result.ExitCode.Should().Be(0);
        result.Output.Should().Equal("console Order 7", @"console hostile \u001b[2J", "console last");
        (await System.IO.File.ReadAllLinesAsync(log)).Should().Equal($"{Group} Order 7", $"{Group} hostile \u001b[2J", $"{Group} last");
    }
}
