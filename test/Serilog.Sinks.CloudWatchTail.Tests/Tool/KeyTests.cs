using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class KeyTests : CwtailTest
{
    const string Escape = "\u001b";

    [Test]
    public async Task SpaceHoldsWhatComesCountsItAndGoesOn()
    {
        await using var terminal = await LiveAsync();
        await terminal.TypeAsync(" ");
        await terminal.WaitForAsync("PAUSED, 0 waiting");
        Aws.Put(Group, "1", Clef("held one"), Clef("held two"));
        (await terminal.WaitForAsync("PAUSED, 2 waiting")).Should().NotContain("held");
        await terminal.TypeAsync(" ");
        await terminal.WaitForAsync("held two");
        await EndAsync(terminal);
    }

    [Test]
    public async Task LMovesTheLevelAndJSwitchesToJson()
    {
        await using var terminal = await LiveAsync();
        await terminal.TypeAsync("lll");
        await terminal.WaitForAsync("from Warning");
        Aws.Put(Group, "1", Clef("too low"), Clef("high enough", "Error"));
        (await terminal.WaitForAsync("high enough")).Should().NotContain("too low");
        await terminal.TypeAsync("LLLj");
        await terminal.WaitForAsync(shown => shown.LastIndexOf("live |", StringComparison.Ordinal) > shown.LastIndexOf("from ", StringComparison.Ordinal), "the first level");
        Aws.Put(Group, "1", Clef("as JSON"));
        await terminal.WaitForAsync("\"message\":\"as JSON\"");
        await EndAsync(terminal);
    }

    [Test]
    public async Task SlashHighlightsAndTheQuestionMarkHelps()
    {
        await using var terminal = await LiveAsync();
        await terminal.TypeAsync("/AC.E");
        await terminal.WaitForAsync("highlight: AC.E_");
        await terminal.TypeAsync("\n");
        await terminal.WaitForAsync("/AC.E/");
        Aws.Put(Group, "1", Clef("Order {Id} for {Customer}"));
        await terminal.WaitForAsync($"{Escape}[7mA");
        await terminal.TypeAsync("?");
        await terminal.WaitForAsync("cwtail: keys: space pause");
        await terminal.TypeAsync("c");
        await terminal.WaitForAsync($"{Escape}[H{Escape}[2J");
        await EndAsync(terminal);
    }

    [TestCase("q")]
    [TestCase("kill")]
    public async Task TheTerminalGetsItsSettingsBack(string end)
    {
        using var folder = new TempFolder();
        var flag = folder.GetFile("end");
        Aws.Put(Group, "1", Clef("before"));
        await using var terminal = PseudoTerminal.Start(Aws, columns: 120, $"before=$(stty -g); {(end == "q" ? "" : $"(until [ -e '{flag}' ]; do sleep 0.1; done; pkill -TERM -P $$) & ")}cwtail {Group}; [ \"$before\" = \"$(stty -g)\" ] && echo settings are back");
        await terminal.WaitForAsync("live | 1 group");
        if (end == "q") await terminal.TypeAsync("q");
        else await System.IO.File.WriteAllTextAsync(flag, "");
        var (_, shown) = await terminal.EndAsync();
        shown.Should().Contain("settings are back").And.Contain("0 events received").And.Contain($"{Escape}[?1l", "cursor keys are as they were");
    }

    [Test]
    public async Task APipeHasNoKeys()
    {
        await using var tool = Cwtail.Start(Aws, Group, "--since", "10m", "--format", "raw");
        Aws.Put(Group, "1", "one");
        await tool.Input.WriteAsync(" q");
        await tool.Input.FlushAsync();
        await tool.Output.WaitForAsync("one");
        tool.Stop();
        (await tool.EndAsync()).ExitCode.Should().Be(0);
    }

    async Task<PseudoTerminal> LiveAsync()
    {
        Aws.Put(Group, "1", Clef("before"));
        var terminal = PseudoTerminal.Start(Aws, columns: 150, $"cwtail {Group}");
        await terminal.WaitForAsync("live | 1 group");
        return terminal;
    }

    static async Task EndAsync(PseudoTerminal terminal)
    {
        await terminal.TypeAsync("q");
        (await terminal.EndAsync()).ExitCode.Should().Be(0);
    }
}
