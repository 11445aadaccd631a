namespace Serilog.Sinks.CloudWatchTail.Tool.View.Groups;

// The first names of log groups, and whether there are more.
sealed record GroupPage(IReadOnlyList<string> Names, bool More)
{
    // What a list in a page can show.
    public const int Limit = 200;

    static readonly string[] WithoutLiveTail = ["INFREQUENT_ACCESS", "DELIVERY"];

    public static bool HasLiveTail(string logGroupClass) => !WithoutLiveTail.Contains(logGroupClass, StringComparer.OrdinalIgnoreCase);
}
