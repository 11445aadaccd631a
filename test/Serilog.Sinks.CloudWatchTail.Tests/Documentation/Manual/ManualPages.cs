using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

// The documentation for users: the README, the reference, and what is packed with the emulator and the tool.
static class ManualPages
{
    const string Reference = "src/Serilog.Sinks.CloudWatchTail/docs";

    public static ManualPage Readme { get; } = new("README.md");

    // The README and the reference. The emulator's and the tool's pages have tests of their own for their code.
    public static ManualPage[] Library { get; } =
        [Readme, .. Directory.GetFiles(Repository.PathOf(Reference.Split('/')), "*.md").Order(StringComparer.Ordinal).Select(f => new ManualPage($"{Reference}/{Path.GetFileName(f)}"))];

    public static ManualPage[] All { get; } =
        [.. Library, new("src/Serilog.Sinks.CloudWatchTail.Emulator/README.md"), new("src/Serilog.Sinks.CloudWatchTail.Tool/README.md")];

    public static string Text { get; } = string.Concat(Library.Select(page => page.Text));

    public static IEnumerable<ManualBlock> Blocks(string language) => Library.SelectMany(page => page.Blocks(language));

    // The one table that begins with this header cell, row by row and cell by cell.
    public static string[][] Table(string firstHeader, string? under = null)
    {
        var tables = Library.SelectMany(page => page.Tables(firstHeader)).Where(table => under is null || table.Heading == under).ToArray();
        tables.Should().ContainSingle("one page has the table that begins with {0}", firstHeader);
        return tables[0].Rows;
    }

    // The text without its code marks.
    public static string Plain(string cell) => cell.Replace("`", "");
}
