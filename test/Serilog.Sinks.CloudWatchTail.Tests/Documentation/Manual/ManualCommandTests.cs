using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

public partial class ManualCommandTests
{
    [Test]
    public void TheFirstScreenHasTheTwoCommands()
    {
        var commands = ManualPages.Readme.Blocks("sh").Take(2).Select(block => block.Code.Trim());
        commands.Should().Equal("dotnet run -c Release --project sample/RoundTrip", "dotnet test -c Release");
        ManualPages.Readme.Text.Split('\n').Take(60).Should().Contain(line => line.Contains("WriteTo.CloudWatch("));
    }

    [Test]
    public void EachCommandLineOfTheToolIsUnderstood()
    {
        var commandLines = ManualPages.All.SelectMany(page => Commands(page.Text)).Concat(Commands(string.Join('\n', new CwtailHelp().Examples))).ToArray();
        commandLines.Should().HaveCountGreaterThan(12);
        foreach (var commandLine in commandLines)
        {
            var words = CommandLineParser.SplitCommandLine(commandLine.Replace('\'', '"')).Skip(1).ToArray();
            new CwtailCommand().Parse(words).Errors.Should().BeEmpty("of {0}", commandLine);
        }
    }

    [Test]
    public void ProjectsThatAreRunAreThere()
    {
        var readmes = Directory.GetFiles(Repository.PathOf("sample"), "README.md", SearchOption.AllDirectories);
        readmes.Should().HaveCount(Directory.GetDirectories(Repository.PathOf("sample")).Length, "each sample has a README of its own");
        foreach (var file in readmes.Concat(ManualPages.All.Select(page => Repository.PathOf(page.Path.Split('/')))))
        foreach (Match project in Project().Matches(System.IO.File.ReadAllText(file)))
            Directory.GetFiles(Repository.PathOf(project.Groups["path"].Value), "*.csproj").Should().ContainSingle("{0} runs it", file);
    }

    // What stands before a pipe or a redirection belongs to the shell.
    static IEnumerable<string> Commands(string text) =>
        CommandLine().Matches(text).Select(match => match.Value.Trim()).Where(command => !command.Contains("GROUP"));

    [GeneratedRegex(@"(?<=^|\| )cwtail (?:'[^']*'|""[^""]*""|[^\n'""|<>]|  )*?(?=$|\s\s|\s[|<>])", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"--project (?<path>[\w/]+)")]
    private static partial Regex Project();

    /// <summary>The examples that the tool's own help shows.</summary>
    sealed class CwtailHelp
    {
        public string[] Examples { get; } = [.. CwtailCommand.Examples.Split('\n'), .. CloudWatchTail.Tool.Put.PutCommand.Examples.Split('\n')];
    }
}
