using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.ToolReadme;

/// <summary>The tool's own README: each recipe runs, and the table of options is the tool's.</summary>
[Parallelizable(ParallelScope.Self)]
public partial class ToolReadmeTests
{
    // In seconds.
    const int ShortRun = 8, LongRun = 60;

    static readonly string Text = System.IO.File.ReadAllText(Repository.PathOf("src", "Serilog.Sinks.CloudWatchTail.Tool", "README.md")).ReplaceLineEndings("\n");

    static IEnumerable<string> Recipes() => Block().Matches(Text).Select(match => match.Groups["code"].Value.Trim());

    [Test]
    public void ThereAreTenRecipes() => Recipes().Should().HaveCountGreaterThanOrEqualTo(10);

    [TestCaseSource(nameof(Recipes))]
    public async Task ARecipeRuns(string recipe)
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var folder = new TempFolder();
        foreach (var group in new[] { "/shop/orders", "/shop/stock" })
        {
            aws.Put(group, "web/1",
            [
                (DateTimeOffset.UtcNow.AddHours(-24.5), "yesterday"),
                (DateTimeOffset.UtcNow.AddMinutes(-3), """{"@mt":"GET {RequestPath}","RequestPath":"/orders/1","Elapsed":1500,"Customer":"ACME","@l":"Error","@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7"}"""),
                (DateTimeOffset.UtcNow.AddMinutes(-2), "a timeout of the database"),
            ]);
        }

        await System.IO.File.WriteAllTextAsync(folder.GetFile("events.clef"), """{"@mt":"from a file","Customer":"Zorg"}""" + "\n");
        var isSilent = recipe.Contains('>') && !recipe.Contains("Elapsed >") || recipe.Contains("--to") || recipe.Contains(" put ");
        var showsHistory = recipe.Contains("--since") || recipe.Contains("-n ") || recipe.Contains(" ls ");
        var goesOn = !recipe.Contains("--no-follow") && !recipe.Contains("--until") && !recipe.Contains(" ls ") && !recipe.Contains(" cost ") && !recipe.Contains(" put ");

        var (exitCode, output, error) = await RunAsync(aws, folder, recipe, goesOn ? ShortRun : LongRun);

        // On a busy machine the tool may not have got far by then.
        if (goesOn && (exitCode != 0 || showsHistory && output.Trim().Length == 0)) (exitCode, output, error) = await RunAsync(aws, folder, recipe, LongRun);

        exitCode.Should().Be(0, "of {0}", error);
        if (!isSilent && showsHistory) output.Trim().Should().NotBeEmpty();
        if (recipe.Contains("orders.log")) folder.ReadAllText("orders.log").Should().Be("yesterday\n");
        if (recipe.Contains("orders.clef")) Directory.GetFiles(folder.FullName, "orders*.clef").Should().ContainSingle();
        if (recipe.Contains(" put ")) aws.Events("/shop/orders", "Zorg").Should().ContainSingle();
    }

    [Test]
    public void TheTableOfOptionsIsTheToolsOwn()
    {
        OptionsIn("## Options").Should().BeEquivalentTo(OptionsOf(new CwtailCommand()));
    }

    [Test]
    public void TheTableOfTheViewersOptionsIsTheToolsOwn() =>
        OptionsIn("## In the browser").Should().BeEquivalentTo(OptionsOf(new CwtailCommand().Subcommands.Single(command => command.Name == "view")));

    static HashSet<string> OptionsIn(string heading)
    {
        var section = Text[Text.IndexOf($"\n{heading}\n", StringComparison.Ordinal)..].Split("\n## ")[1];
        return OptionRow().Matches(section).SelectMany(row => OptionName().Matches(row.Value.Split('|')[1].Replace("\\", "")).Select(m => m.Value)).ToHashSet();
    }

    static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.Where(o => !o.Hidden && o.Name is not ("--help" or "--version")).SelectMany(o => o.Aliases.Append(o.Name));

    [Test]
    public void TheExitCodesAreTheToolsOwn()
    {
        var rows = ExitCodeRow().Matches(Text).Select(m => $"{m.Groups["code"].Value}  {m.Groups["meaning"].Value.Replace("`", "")}");
        rows.Should().Equal(ExitCode.Help.ReplaceLineEndings("\n").Split('\n'));
    }

    // What has not ended after some seconds, as a tail that goes on for ever, is asked to end then.
    static async Task<(int ExitCode, string Output, string Error)> RunAsync(CloudWatchLogsEmulator aws, TempFolder folder, string recipe, int seconds)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -o pipefail; cwtail() {{ timeout --foreground --preserve-status --signal=TERM {seconds} dotnet '{Cwtail.ProgramFile}' \"$@\"; }}\n{recipe}");
        foreach (var (name, value) in Cwtail.EnvironmentFor(aws)) start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        var (output, error) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().WaitAsync(Limits.Patience);
        return (bash.ExitCode, await output, await error);
    }

    [GeneratedRegex(@"^```sh\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| `-.*$", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"(?<=[`\s])--?[A-Za-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"^\| (?<code>\d) \| (?<meaning>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();
}
