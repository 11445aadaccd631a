namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The checked-out files, for tests that hold the project's own rules.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What these tests were built as, and so what else was: Release or Debug.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A program that was built for the latest framework, in its own folder.</summary>
    public static string ProgramFile(string folder, string project, string file) => PathOf(folder, project, "bin", Configuration, "net10.0", file);

    public static IEnumerable<string> SourcesIn(params string[] parts) =>
        Directory.EnumerateFiles(PathOf(parts), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.GetFiles("Serilog.Sinks.CloudWatchTail.sln").Length > 0) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
