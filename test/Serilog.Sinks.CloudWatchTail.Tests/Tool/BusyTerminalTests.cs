using System.Diagnostics;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool;

/// <summary>
/// More events than the service shows, each second of them sampled and filled, in a real terminal. How long each case runs is set by
/// CWTAIL_BUSY_SECONDS; a freeze of two locks takes seconds, not minutes, to appear.
/// </summary>
[NonParallelizable]
class BusyTerminalTests : CwtailTest
{
    protected override TimeSpan UpdateInterval => TimeSpan.FromSeconds(1);

    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Duration =
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("CWTAIL_BUSY_SECONDS"), out var seconds) ? seconds : 4);

    [TestCase(1_000, "", "")]
    [TestCase(5_000, "", "")]
    [TestCase(5_000, "", "1")]
    [TestCase(5_000, "--level Error", "")]
    [TestCase(1_000, "--config", "")]
    [TestCase(5_000, "--config", "")]
    public async Task OutputGoesOnAndCtrlCEnds(int eventsPerSecond, string option, string noColor)
    {
        using var folder = new TempFolder();
        if (option == "--config") option = $"--config {await ConsoleConfigurationAsync(folder)}";
        Aws.Put(Group, "1", Clef("before"));
        await using var terminal = PseudoTerminal.Start(Aws, columns: 120, $"cwtail {Group} {option}", ("NO_COLOR", noColor));
        await terminal.WaitForAsync("live | 1 group");

        using var enough = new CancellationTokenSource();
        var putting = PutAsync(eventsPerSecond, enough.Token);
        var began = Stopwatch.GetTimestamp();
        for (var mark = 1; Stopwatch.GetElapsedTime(began) < Duration; mark++)
        {
            // Each mark that is put is shown: the output goes on.
            Aws.Put(Group, "marks", Clef($"mark-{mark}-", "Error"));
            await terminal.WaitForAsync($"mark-{mark}-");
        }

        var typed = Stopwatch.GetTimestamp();
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        var (exitCode, shown) = await terminal.EndAsync();
        var elapsed = Stopwatch.GetElapsedTime(typed);
        await enough.CancelAsync();
        await putting;
        exitCode.Should().Be(0);
        shown.Should().MatchRegex(@"cwtail: [\d,]+ events received");
        elapsed.Should().BeLessThan(EndLimit + Slack);
    }

    [Test]
    public async Task ATerminalThatStopsAndGoesOnLosesNothing()
    {
        Aws.Put(Group, "1", Clef("before"));
        await using var terminal = PseudoTerminal.Start(Aws, columns: 120, $"cwtail {Group} --since 10m --no-color --template '{{Message:lj}}'");
        await terminal.WaitForAsync("live | 1 group");
        await terminal.TypeAsync(CtrlS);
        const int count = 20_000;
        for (var i = 0; i < count; i += 1_000) Aws.Put(Group, "1", [.. Enumerable.Range(i, 1_000).Select(n => Clef($"event-{n}-"))]);
        Aws.Put(Group, "1", Clef("the last one"));
        await SentAsync();
        terminal.Shown.Should().NotContain("the last one", "the terminal stands still");

        await terminal.TypeAsync(CtrlQ);
        await terminal.WaitForAsync("the last one");
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        var (exitCode, shown) = await terminal.EndAsync();
        exitCode.Should().Be(0);
        Regex.Matches(shown, @"event-(\d+)-").Select(m => int.Parse(m.Groups[1].Value)).Distinct().Should().HaveCount(count);
    }

    [Test]
    public async Task ATerminalThatStoppedEndsOnCtrlC()
    {
        Aws.Put(Group, "1", Clef("before"));
        await using var terminal = PseudoTerminal.Start(Aws, columns: 120, $"cwtail {Group} --since 10m");
        await terminal.WaitForAsync("live | 1 group");
        await terminal.TypeAsync(CtrlS);
        for (var i = 0; i < 20; i++) Aws.Put(Group, "1", [.. Enumerable.Range(0, 1_000).Select(n => Clef($"event-{n}-"))]);
        await SentAsync();
        var typed = Stopwatch.GetTimestamp();
        await terminal.TypeAsync(PseudoTerminal.CtrlC);
        (await terminal.EndAsync()).ExitCode.Should().Be(0);
        Stopwatch.GetElapsedTime(typed).Should().BeLessThan(EndLimit + Slack);
    }

    const string CtrlS = "\u0013";
    const string CtrlQ = "\u0011";

    // What the shell, the script around it and a busy machine take on top.
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    async Task PutAsync(int eventsPerSecond, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                Aws.Put(Group, "busy", [.. Enumerable.Range(0, eventsPerSecond / 10).Select(n => Clef($"Order {{Id}} for {{Customer}} {n}"))]);
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    // Long enough for the tool to have more than its terminal takes.
    Task SentAsync()
    {
        var sent = Aws.LiveTailSessions[0].SentUpdates;
        return Aws.WaitUntilAsync(aws => aws.LiveTailSessions[0].SentUpdates >= sent + 2, Limits.Patience);
    }

    static async Task<string> ConsoleConfigurationAsync(TempFolder folder)
    {
        var file = folder.GetFile("appsettings.json");
        await System.IO.File.WriteAllTextAsync(file, """{ "Serilog": { "WriteTo": [ { "Name": "Console" } ] } }""");
        return file;
    }
}
