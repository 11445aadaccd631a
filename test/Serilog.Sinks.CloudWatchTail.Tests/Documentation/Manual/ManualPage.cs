using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

// One page of the documentation for users, taken apart into what can be checked.
sealed partial class ManualPage
{
    readonly Lazy<HashSet<string>> _anchors;

    public ManualPage(string path)
    {
        Path = path;
        Text = System.IO.File.ReadAllText(Repository.PathOf(path.Split('/'))).ReplaceLineEndings("\n");
        _anchors = new(() => Heading().Matches(Text).Select(match => Anchor(match.Groups["title"].Value)).ToHashSet());
    }

    // From the repository's root, with slashes.
    public string Path { get; }

    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : "";

    public string Text { get; }

    public bool HasAnchor(string anchor) => _anchors.Value.Contains(anchor);

    public IEnumerable<string> Links => Link().Matches(Text).Select(match => match.Groups["target"].Value);

    // The fenced blocks of a language, each with the number of its first line.
    public IEnumerable<ManualBlock> Blocks(string language) =>
        Fence().Matches(Text)
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => new ManualBlock(this, Text[..match.Index].Count(c => c == '\n') + 2, match.Groups["code"].Value));

    // The tables whose first header cell is the given one: each with the heading that it stands under, and its rows below the header.
    public IEnumerable<(string Heading, string[][] Rows)> Tables(string firstHeader)
    {
        var (lines, heading) = (Text.Split('\n'), "");
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('#')) heading = lines[i].TrimStart('#', ' ');
            if (lines[i].StartsWith($"| {firstHeader} |", StringComparison.Ordinal))
                yield return (heading, lines.Skip(i + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToArray());
        }
    }

    public override string ToString() => Path;

    static string[] Cells(string line) =>
        CellBreak().Split(line.Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|")).ToArray();

    static string Anchor(string title) => Punctuation().Replace(title.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBreak();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
