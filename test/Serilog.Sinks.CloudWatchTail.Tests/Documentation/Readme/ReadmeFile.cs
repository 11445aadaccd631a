using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Readme;

/// <summary>The project's README, taken apart into what can be checked.</summary>
static partial class ReadmeFile
{
    public static string Text { get; } = System.IO.File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");

    /// <summary>The fenced blocks of a language, each with the number of its first line.</summary>
    public static IEnumerable<(int Line, string Code)> Blocks(string language) =>
        Fence().Matches(Text)
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => (Text[..match.Index].Count(c => c == '\n') + 2, match.Groups["code"].Value));

    /// <summary>A table's rows below its header, cell by cell; the table is named by its first header cell and the heading that it stands under.</summary>
    public static string[][] Table(string firstHeader, string? under = null)
    {
        var lines = Text.Split('\n');
        var heading = under is null ? 0 : Array.IndexOf(lines, under);
        heading.Should().BeGreaterThanOrEqualTo(0, "the README has the heading {0}", under);
        var start = Array.FindIndex(lines, heading, line => line.StartsWith($"| {firstHeader} |", StringComparison.Ordinal));
        start.Should().BeGreaterThan(0, "the README has a table that begins with {0}", firstHeader);
        return lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToArray();
    }

    /// <summary>The text without its code marks.</summary>
    public static string Plain(string cell) => cell.Replace("`", "");

    static string[] Cells(string line) =>
        CellBreak().Split(line.Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|")).ToArray();

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBreak();
}
