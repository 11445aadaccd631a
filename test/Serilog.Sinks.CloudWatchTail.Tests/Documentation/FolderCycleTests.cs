using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

/// <summary>The stages of a flow know each other one way only; the files at the top wire them and are known by none.</summary>
public class FolderCycleTests
{
    const string Library = "Serilog.Sinks.CloudWatchTail";

    [TestCase("Tail", 8)]
    [TestCase("CloudWatch", 4)]
    public void TheFoldersBelowKnowEachOtherOneWayOnly(string root, int atLeast)
    {
        var usings = new Regex($@"^using (?:static )?{Regex.Escape(Library)}\.{root}(?:\.(\w+))?[.;]", RegexOptions.Multiline);
        var known = Repository.SourcesIn("src", Library, root)
            .Select(file => (Folder: FolderOf(file, root), Uses: usings.Matches(System.IO.File.ReadAllText(file)).Select(match => match.Groups[1].Value)))
            .GroupBy(file => file.Folder, file => file.Uses)
            .ToDictionary(folder => folder.Key, folder => folder.SelectMany(uses => uses).Where(used => used != folder.Key).ToHashSet());

        known.Keys.Should().HaveCountGreaterThanOrEqualTo(atLeast);
        foreach (var folder in known.Keys.Where(folder => folder.Length > 0))
        {
            known[folder].Should().NotContain("", "{0} must not know the files that wire it", folder);
            Reached(folder, known).Should().NotContain(folder, "{0} must not depend on itself by way of another", folder);
        }
    }

    static HashSet<string> Reached(string folder, Dictionary<string, HashSet<string>> known)
    {
        var reached = new HashSet<string>();
        var next = new Queue<string>(known[folder]);
        while (next.TryDequeue(out var one))
        {
            if (!reached.Add(one) || !known.TryGetValue(one, out var uses)) continue;
            foreach (var use in uses) next.Enqueue(use);
        }

        return reached;
    }

    static string FolderOf(string file, string root)
    {
        var parts = file.Replace('\\', '/').Split('/');
        var at = Array.LastIndexOf(parts, root);
        return at == parts.Length - 2 ? "" : parts[at + 1];
    }
}
