using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation;

/// <summary>Comments, errors and documents name the thing that acts.</summary>
public partial class PlainEnglishTests
{
    [Test]
    public void NoSourceAndNoDocumentSaysSomebody()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".md" && !Path.GetRelativePath(Repository.PathOf("src"), f).Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"))
            .Concat(Directory.EnumerateFiles(Repository.PathOf("sample"), "README.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.PathOf(".github"), "*.md"))
            .Append(Repository.PathOf("README.md")).Append(Repository.PathOf("CHANGES.md"));
        var found = from file in files
                    from line in System.IO.File.ReadLines(file)
                    where Unnamed().IsMatch(line)
                    select $"{Path.GetFileName(file)}: {line.Trim()}";

        found.Should().BeEmpty();
    }

    [GeneratedRegex(@"\b(somebody|nobody|whoever|to be had|lets go)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unnamed();
}
