using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

/// <summary>The one browser of the run; each test has a context of its own in it. It is in the namespace of all tests, which is where NUnit applies it.</summary>
[SetUpFixture]
public sealed class Chromium
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run",
    ];

    static string? _program;
    static IBrowser? _browser;

    [OneTimeSetUp]
    public void Find()
    {
        _program = FindProgram();
        if (_program is not null) return;
        const string reason = "There is no Chromium on this machine: install one, or set CHROMIUM_PATH.";
        if (IsRequired) Assert.Fail(reason);
        Assert.Ignore(reason);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null) await _browser.CloseAsync().WaitAsync(TimeSpan.FromMilliseconds(ViewerTest.Patience));
    }

    // NUnit runs the fixtures one after the other.
    internal static async Task<IBrowser> StartAsync(IBrowserType type) =>
        _browser ??= await type.LaunchAsync(new() { ExecutablePath = _program, Args = Arguments, Timeout = ViewerTest.Patience });

    // Where the tests must run, a missing browser is a failure.
    static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("CWTAIL_BROWSER") == "required";

    static string? FindProgram()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen) return System.IO.File.Exists(chosen) ? chosen : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Append("/snap/bin");
        return folders.Where(folder => folder.Length > 0).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(System.IO.File.Exists);
    }
}
