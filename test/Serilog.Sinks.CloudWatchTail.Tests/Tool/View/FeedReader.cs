using System.Globalization;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

/// <summary>Reads the viewer's event stream as a browser does, and keeps what it was told.</summary>
sealed class FeedReader : IDisposable
{
    readonly HttpResponseMessage _response;
    readonly StreamReader _lines;

    FeedReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _lines = new(body);
    }

    public List<JsonElement> Rows { get; } = [];

    public List<JsonElement> Notices { get; } = [];

    public Dictionary<string, Dictionary<int, string>> Names { get; } = new() { ["templates"] = [], ["groups"] = [], ["streams"] = [] };

    public JsonElement Status { get; private set; }

    public JsonElement? Emulator { get; private set; }

    public string? LastId { get; private set; }

    /// <summary>The kinds of the messages, in their order.</summary>
    public List<string> Kinds { get; } = [];

    public IEnumerable<string> Messages => Rows.Select(row => row.GetProperty("m").GetString()!);

    public string State => Status.ValueKind == JsonValueKind.Object ? Status.GetProperty("state").GetString()! : "";

    /// <summary>A number of the latest status; -1 before the first.</summary>
    public double Number(string name) => Status.ValueKind == JsonValueKind.Object ? Status.GetProperty(name).GetDouble() : -1;

    public static async Task<FeedReader> OpenAsync(HttpClient browser, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/live?{query}");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return await ReadAsync(await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Limits.Patience));
    }

    public static async Task<FeedReader> ReadAsync(HttpResponseMessage response)
    {
        response.IsSuccessStatusCode.Should().BeTrue("of {0}", response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync());
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Reads until the condition holds.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        var limit = Task.Delay(Limits.Patience);
        while (!condition())
        {
            var read = ReadMessageAsync();
            if (await Task.WhenAny(read, limit) == limit) throw new TimeoutException($"Not told in time; the last messages were {string.Join(", ", Kinds.TakeLast(10))}, with {Rows.Count} rows, and the status {Status}.");
            if (!await read) throw new EndOfStreamException("The stream has ended.");
        }
    }

    public Task UntilRowsAsync(int count) => UntilAsync(() => Rows.Count >= count);

    public Task UntilStateAsync(string state) => UntilAsync(() => State == state);

    /// <summary>Reads to the end, which a test expects.</summary>
    public async Task EndAsync()
    {
        try
        {
            await Task.Run(async () => { while (await ReadMessageAsync()) { } }).WaitAsync(Limits.Patience);
        }
        catch (Exception exception) when (exception is HttpIOException or IOException)
        {
            // Cut.
        }
    }

    public string NameOf(string kind, JsonElement row, string member) => Names[kind][row.GetProperty(member).GetInt32()];

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    async Task<bool> ReadMessageAsync()
    {
        var (kind, data) = ("", "");
        while (await _lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                if (kind.Length > 0) Take(kind, JsonDocument.Parse(data).RootElement);
                return true;
            }

            if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal)) LastId = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else line.Should().StartWith(":", "the stream has no other lines");
        }

        return false;
    }

    void Take(string kind, JsonElement data)
    {
        Kinds.Add(kind);
        switch (kind)
        {
            case "rows":
                foreach (var row in data.GetProperty("rows").EnumerateArray())
                {
                    // A name is told before it is used.
                    foreach (var (names, member) in new[] { ("templates", "p"), ("groups", "g"), ("streams", "n") }) NameOf(names, row, member);
                    Rows.Add(row);
                }

                break;
            case "names":
                foreach (var names in data.EnumerateObject())
                    foreach (var name in names.Value.EnumerateObject()) Names[names.Name][int.Parse(name.Name, CultureInfo.InvariantCulture)] = name.Value.GetString()!;
                break;
            case "notice":
                Notices.Add(data);
                break;
            case "status":
                Status = data;
                break;
            case "emulator":
                Emulator = data;
                break;
            default:
                Assert.Fail($"There is no message {kind}.");
                break;
        }
    }
}
