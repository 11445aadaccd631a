using System.Net.Http.Json;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

/// <summary>A test of a viewer over HTTP, in front of an emulator.</summary>
abstract class ViewerTest
{
    protected const string Group = "/shop/orders";

    protected CloudWatchLogsEmulator Aws { get; private set; } = null!;

    private protected Viewer Viewer { get; private set; } = null!;

    /// <summary>A browser that was given the link.</summary>
    protected HttpClient Browser { get; private set; } = null!;

    /// <summary>The viewer's address, without the token.</summary>
    protected Uri Address => new(new Uri(Viewer.Link).GetLeftPart(UriPartial.Authority));

    protected string Token => new Uri(Viewer.Link).Query.Split("token=")[1];

    /// <summary>The groups on the command line; they exist when the viewer starts.</summary>
    protected virtual string[] Groups => [Group];

    private protected virtual ViewSettings Settings => new();

    private protected virtual ViewRequest Change(ViewRequest request) => request;

    [SetUp]
    public async Task StartAsync()
    {
        Aws = await CloudWatchLogsEmulator.StartAsync(o => o.LiveTailUpdateInterval = TimeSpan.FromMilliseconds(50));
        foreach (var group in Groups) Aws.CreateLogGroup(group.TrimEnd('*'));
        Viewer = await StartViewerAsync();
        Browser = new HttpClient { BaseAddress = Address, Timeout = Limits.Patience };
        Browser.DefaultRequestHeaders.Add("Cookie", $"cwtail-{Address.Port}={Token}");
        Browser.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
    }

    [TearDown]
    public async Task StopAsync()
    {
        Browser?.Dispose();
        if (Viewer is not null) await Viewer.DisposeAsync().AsTask().WaitAsync(Limits.Patience);
        await Aws.DisposeAsync();
    }

    private protected virtual Task<Viewer> StartViewerAsync() =>
        Viewer.StartAsync(Change(new ViewRequest { LogGroups = Groups, Connect = connection => Aws.Connect(connection.UseEndpoint) }), Settings, CancellationToken.None).WaitAsync(Limits.Patience);

    protected async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Browser.GetAsync(path);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.OK, "of {0}", await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    protected Task<HttpResponseMessage> PostAsync(string path, object body) => Browser.PostAsJsonAsync(path, body);

    protected static async Task<string> ErrorOf(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!;

    /// <summary>A feed of a viewer whose tail shows what is put from now on.</summary>
    private protected async Task<FeedReader> OpenAsync(string query = "")
    {
        var feed = await FeedReader.OpenAsync(Browser, query);
        await feed.UntilStateAsync("live");
        return feed;
    }

    /// <summary>An event in CLEF, of now.</summary>
    protected static string Clef(string members) => $$"""{"@t":"{{DateTimeOffset.UtcNow:O}}",{{members}}}""";
}
