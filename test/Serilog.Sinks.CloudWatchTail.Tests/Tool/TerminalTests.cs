using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

[Parallelizable(ParallelScope.Self)]
class TerminalTests : CwtailTest
{
    const string Escape = "\u001b";
    const string ClearLine = "\r\u001b[K";

    [Test]
    public async Task ATerminalGetsColorsAStatusLineAndASummary()
    {
        Aws.Put(Group, "1", "before");
        await using var terminal = PseudoTerminal.Start(Aws, columns: 200, $"cwtail {Group}");
        await terminal.WaitForAsync($"{Escape}[2mlive | 1 group | 0/s | 0 received | $0.01/min{Escape}[0m");

        Aws.Put(Group, "1", Clef("Order {Id} for {Customer}", "Error"), Clef("All well"));
        await terminal.WaitForAsync("All well");
        await terminal.WaitForAsync("lag ");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        var (exitCode, shown) = await terminal.EndAsync();

        exitCode.Should().Be(0);
        shown.Should().Contain($"{Escape}[38;5;231;48;5;160mERR", "levels have their colours").And.Contain($"{Escape}[38;5;133m7", "and so have values");
        shown.Should().Contain($"0 received | $0.01/min{Escape}[0m{ClearLine}", "the status line goes before an event comes");
        shown.Should().MatchRegex(@"cwtail: 2 events received, \d of them backfilled, 0 dropped, 0 reconnects, in [\d.]+ s \(at most \$0\.01\)\r?\n");
    }

    [Test]
    public async Task ANarrowTerminalGetsAStatusLineThatFits()
    {
        Aws.Put(Group, "1", "before");
        await using var terminal = PseudoTerminal.Start(Aws, columns: 40, $"cwtail {Group} --since 10m --no-color");
        await terminal.WaitForAsync("before");
        await terminal.WaitForAsync(shown => Regex.IsMatch(shown, @"live \| 1 group"), "the status line");
        Aws.Put(Group, "1", new string('x', 100), "after");
        await terminal.WaitForAsync("after");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        var (_, shown) = await terminal.EndAsync();

        var statusLines = Regex.Matches(shown, @"(?:live|connecting|reading history)[^\r\n\u001b]*").Select(m => m.Value).ToArray();
        statusLines.Where(line => line.Contains('|')).Should().NotBeEmpty().And.OnlyContain(line => line.Length < 40);
    }

    [TestCase("--no-color", "")]
    [TestCase("", "1")]
    public async Task WithoutColorsTheStatusLineStays(string option, string noColor)
    {
        Aws.Put(Group, "1", Clef("Order {Id}", "Error"));
        await using var terminal = PseudoTerminal.Start(Aws, columns: 100, $"cwtail {Group} --since 10m {option}", ("NO_COLOR", noColor));
        await terminal.WaitForAsync("ERR] Order 7");
        await terminal.WaitForAsync("live | 1 group");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        (await terminal.EndAsync()).Shown.Should().NotMatchRegex(@"\u001b\[[0-9;]*m");
    }

    [TestCase("text")]
    [TestCase("json")]
    [TestCase("clef")]
    [TestCase("raw")]
    public async Task NoMessageDrivesTheTerminal(string format)
    {
        Aws.Put(Group, "1", $"{Escape}[2J{Escape}]0;owned\u0007 \u009b2J \u202e plain", Clef($"json {{Customer}} \\u001b[2J \u009b2J \u202e"), $$"""{"name{{"\u009b2J"}}":"{{"\u202e"}}","message":"other"}""");
        await using var terminal = PseudoTerminal.Start(Aws, columns: 200, $"cwtail {Group} --no-follow --no-color --format {format}");
        var (exitCode, shown) = await terminal.EndAsync();

        exitCode.Should().Be(0);
        shown.Should().ContainEquivalentOf(@"\u001b[2J").And.Contain(@"\u009b2J").And.Contain(@"\u202e").And.Contain("3 events received");
        shown.Should().NotContainAny("\u009b", "\u202e", "\u0007", $"{Escape}[2J", $"{Escape}]");
    }

    [Test]
    public async Task APipelineEndsWithItsReader()
    {
        Aws.Put(Group, "1", "one", "two");
        await using var terminal = PseudoTerminal.Start(Aws, columns: 100, $"cwtail {Group} --since 10m --format raw | head -1");
        var (exitCode, shown) = await terminal.EndAsync();
        exitCode.Should().Be(0);
        shown.Should().Contain("one").And.NotContain("two").And.NotContain("| 1 group", "there is no status line beside a pipe");
    }

    [Test]
    public async Task ALineThatWaitsForRoomIsNotRefusedWhenCtrlCComes()
    {
        // More lines than the queue takes, while the service answers nothing but that it is busy: reading stops once the queue is full.
        Aws.Faults.On("PutLogEvents").UntilCleared().Throttle();
        using var folder = new TempFolder();
        var lines = folder.GetFile("lines.txt");
        await System.IO.File.WriteAllLinesAsync(lines, Enumerable.Range(0, 400_000).Select(n => n.ToString()));
        await using var terminal = PseudoTerminal.Start(Aws, columns: 100, $"cwtail put {Group} 1 < '{lines}'");
        await terminal.WaitForAsync(IsFull, "a count that stands still");
        Aws.Faults.Clear();
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        var (exitCode, shown) = await terminal.EndAsync();

        shown.Should().NotContain("refused").And.MatchRegex(@"cwtail: ([\d,]+) lines read, \1 delivered, 0 lost");
        exitCode.Should().Be(0);
    }

    static bool IsFull(string shown)
    {
        var counts = Regex.Matches(shown, @"([\d,]+) lines read \| 0 delivered");
        return counts.Count > 6 && counts.TakeLast(6).All(c => c.Groups[1].Value.Length >= "100,000".Length && c.Value == counts[^1].Value);
    }

    [Test]
    public async Task WhatIsTypedForPutStaysReadable()
    {
        await using var terminal = PseudoTerminal.Start(Aws, columns: 100, $"cwtail put {Group} 1");
        await terminal.WaitForAsync("reading lines from the terminal");
        await terminal.TypeAsync("hello\n");
        await Aws.WaitForEventsAsync(Group, 1);
        await terminal.TypeAsync("\u0004");
        var (exitCode, shown) = await terminal.EndAsync();
        exitCode.Should().Be(0);
        shown.Should().Contain("hello\r\n").And.NotContain("lines read |").And.Contain("cwtail: 1 line read, 1 delivered, 0 lost");
    }

    [Test]
    public async Task PutShowsARunningCount()
    {
        await using var terminal = PseudoTerminal.Start(Aws, columns: 100, $"seq 1 1000 | cwtail put {Group} 1");
        var (exitCode, shown) = await terminal.EndAsync();
        exitCode.Should().Be(0);
        shown.Should().Contain("lines read |").And.Contain("cwtail: 1,000 lines read, 1,000 delivered, 0 lost");
    }
}
