namespace Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

/// <summary>The checked-out files.</summary>
static class Repository
{
    static readonly string Root = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.GetFiles("Serilog.Sinks.CloudWatchTail.sln").Length > 0) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
