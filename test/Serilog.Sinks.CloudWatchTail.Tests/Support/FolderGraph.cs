using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// Which folder of the library mentions a type of which other one: a file is named after its type, so a name in code is an arrow to that file's
/// folder. Works on the sources, since folders below one namespace see each other without a using directive.
/// </summary>
sealed class FolderGraph
{
    readonly Dictionary<(string From, string To), List<string>> _mentions = [];

    /// <param name="root">The folder of the library.</param>
    /// <param name="folders">Paths below it; a file belongs to the longest of them that it lies in.</param>
    public FolderGraph(string root, IReadOnlyCollection<string> folders)
    {
        Files = Repository.SourcesIn(root)
            .Select(file => (Path: file, Folder: FolderOf(Path.GetRelativePath(root, file).Replace('\\', '/'), folders)))
            .Where(file => file.Folder != null)
            .ToList()!;
        var homes = Files.ToLookup(file => Path.GetFileNameWithoutExtension(file.Path), file => file.Folder);
        foreach (var (path, from) in Files)
        {
            foreach (var name in NamesIn(System.IO.File.ReadAllText(path)))
            {
                foreach (var to in homes[name])
                {
                    if (to != from) Add(from, to, $"{Path.GetFileName(path)} mentions {name}");
                }
            }
        }
    }

    public IReadOnlyList<(string Path, string Folder)> Files { get; }

    public IReadOnlyList<string> MentionsOf(string from, string to) => _mentions.TryGetValue((from, to), out var found) ? found : [];

    void Add(string from, string to, string mention)
    {
        if (!_mentions.TryGetValue((from, to), out var found)) _mentions.Add((from, to), found = []);
        found.Add(mention);
    }

    static string? FolderOf(string file, IEnumerable<string> folders) =>
        folders.Where(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)).MaxBy(folder => folder.Length);

    /// <summary>All identifiers but members, outside strings; of comments only what they refer to.</summary>
    static IEnumerable<string> NamesIn(string source)
    {
        var references = string.Join(' ', Regex.Matches(source, "cref=\"([^\"]+)\"").Select(match => match.Groups[1].Value));
        var code = Regex.Replace(source, "//.*$|\"(\\\\.|[^\"\\\\\n])*\"", "", RegexOptions.Multiline);
        return Regex.Matches(code + ' ' + references, @"(?<![\w.])[A-Z]\w+").Select(match => match.Value).Distinct();
    }
}
