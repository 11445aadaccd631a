namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Files of expected output, embedded under their plain names.</summary>
static class Golden
{
    public static string Read(string name)
    {
        using var stream = typeof(Golden).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("There is no such golden file.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    /// <summary>The lines of a file in which each one follows a heading.</summary>
    public static IReadOnlyDictionary<string, string> ReadLines(string name) =>
        Read(name).Split("# ", StringSplitOptions.RemoveEmptyEntries).Select(block => block.TrimEnd('\n').Split('\n')).ToDictionary(lines => lines[0], lines => lines[1]);
}
