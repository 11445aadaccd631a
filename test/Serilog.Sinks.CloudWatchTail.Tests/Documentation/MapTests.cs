using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

/// <summary>The documents for those who work on the code name folders and files that there are, and their links lead somewhere.</summary>
public partial class MapTests
{
    const string Tool = "Serilog.Sinks.CloudWatchTail.Tool";

    static readonly string[] Documents = ["src/README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"];

    [TestCaseSource(nameof(Documents))]
    public void EveryLinkLeadsToAFile(string document)
    {
        var path = Repository.PathOf(document.Split('/'));
        var targets = Link().Matches(System.IO.File.ReadAllText(path)).Select(m => m.Groups[1].Value);
        targets.Where(t => !t.StartsWith("http", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, t))).Should().BeEmpty();
    }

    [Test]
    public void EveryFolderThatTheMapNamesIsThere()
    {
        var map = System.IO.File.ReadAllText(Repository.PathOf("src", "README.md"));
        var folders = FolderName().Matches(map).Select(m => m.Groups[1].Value).ToArray();
        folders.Should().HaveCountGreaterThan(15);
        folders.Should().OnlyContain(f => Directory.Exists(Repository.PathOf("src", f.StartsWith("View/") ? Tool : "Serilog.Sinks.CloudWatchTail", f)));
    }

    [Test]
    public void EveryFolderOfTheViewerIsOnTheMap()
    {
        var map = System.IO.File.ReadAllText(Repository.PathOf("src", "README.md"));
        foreach (var folder in Directory.GetDirectories(Repository.PathOf("src", Tool, "View"))) map.Should().Contain($"| `View/{Path.GetFileName(folder)}/` |");
    }

    [Test]
    public void EveryStageOfAFlowIsOnTheMap()
    {
        var map = System.IO.File.ReadAllText(Repository.PathOf("src", "README.md"));
        foreach (var flow in (string[])["Emit", "Tail"])
        {
            foreach (var stage in Directory.GetDirectories(Repository.PathOf("src", "Serilog.Sinks.CloudWatchTail", flow)).Select(Path.GetFileName).Where(s => s != "Runtime"))
                map.Should().Contain($"`{flow}/{stage}/`");
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| `([A-Z][A-Za-z/]*)/` \|", RegexOptions.Multiline)]
    private static partial Regex FolderName();
}
