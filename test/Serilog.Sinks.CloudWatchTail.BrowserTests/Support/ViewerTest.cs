using Microsoft.Playwright.NUnit;
using Serilog.Core;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

/// <summary>An emulator and a viewer of it for the fixture, and a page for each test. Groups keep the tests apart.</summary>
public abstract class ViewerTest : PlaywrightTest
{
    /// <summary>The limit of every wait, in milliseconds: far above what anything takes, since other tests may run beside these.</summary>
    internal const float Patience = 60_000;

    readonly List<Logger> _loggers = [];

    internal CloudWatchLogsEmulator Emulator { get; private set; } = null!;

    internal Viewer Viewer { get; private set; } = null!;

    internal IBrowserContext Context { get; private set; } = null!;

    internal IPage Page { get; private set; } = null!;

    /// <summary>What the page should not have done: errors, dialogs, requests to other hosts.</summary>
    internal List<string> Complaints { get; } = [];

    [OneTimeSetUp]
    public async Task StartViewerAsync()
    {
        Emulator = await CloudWatchLogsEmulator.StartAsync(options =>
        {
            options.Notice = _ => { };
            options.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(100);
        });
        await SeedAsync();
        Viewer = await Viewer.StartAsync(Emulator, new ViewSettings(), CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopViewerAsync()
    {
        foreach (var logger in _loggers) await logger.DisposeAsync();
        if (Viewer is not null) await Viewer.DisposeAsync();
        if (Emulator is not null) await Emulator.DisposeAsync();
    }

    [SetUp]
    public async Task OpenPageAsync()
    {
        Complaints.Clear();
        SetDefaultExpectTimeout(Patience);
        Context = await (await Chromium.StartAsync(BrowserType)).NewContextAsync(ContextOptions);
        Context.SetDefaultTimeout(Patience);
        Page = await Context.NewPageAsync();
        Watch(Page);
    }

    [TearDown]
    public async Task ClosePageAsync()
    {
        if (Context is not null) await Context.CloseAsync();
    }

    /// <summary>What is in the emulator before the viewer starts.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;

    protected virtual BrowserNewContextOptions ContextOptions => new() { ViewportSize = new() { Width = 1280, Height = 800 }, ColorScheme = ColorScheme.Dark };

    /// <summary>A logger into the emulator, through the library's own sink.</summary>
    internal Logger LogInto(string group, string stream = "web-1")
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.CloudWatch(options =>
            {
                options.LogGroup = group;
                options.LogStream = stream;
                options.BufferingTimeLimit = TimeSpan.FromMilliseconds(100);
                Emulator.Connect(options.Connection.UseEndpoint);
            })
            .CreateLogger();
        _loggers.Add(logger);
        return logger;
    }

    /// <summary>Opens the viewer by its link, with this query.</summary>
    internal Task OpenAsync(string query = "") => Page.GotoAsync(query.Length > 0 ? $"{Viewer.Link}&{query[1..]}" : Viewer.Link);

    internal string Address(string query) => new Uri(new Uri(Viewer.Link), $"/{query}").ToString();

    /// <summary>The query of the page's address, decoded.</summary>
    internal string Query => Uri.UnescapeDataString(new Uri(Page.Url).Query.Replace('+', ' '));

    internal ILocator Rows => Page.Locator("#list .row:visible");

    internal ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    internal ILocator Panel => Page.Locator("#event-panel");

    internal ILocator Chips => Page.Locator("#chips .chip");

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Waits until a function of the page returns true.</summary>
    internal Task UntilAsync(string function, object? argument = null) => Page.WaitForFunctionAsync(function, argument, new() { Timeout = Patience });

    void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != new Uri(Viewer.Link).Authority && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Complaints.Add($"request: {request.Url}");
        };
    }
}
