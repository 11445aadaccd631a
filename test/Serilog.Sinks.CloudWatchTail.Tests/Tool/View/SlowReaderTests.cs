using System.Net;
using System.Net.Sockets;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

[Parallelizable(ParallelScope.Self)]
class SlowReaderTests : ViewerTest
{
    const int Tabs = 20;

    /// <summary>The viewer waits thirty seconds for a browser.</summary>
    private protected override ViewSettings Settings => new() { TimeProvider = new FastTimeProvider(20) };

    [Test]
    public async Task BrowsersThatTakeNothingAreDisconnectedAndDelayNoOthers()
    {
        // More than two kernels hold back for a connection.
        Aws.Put(Group, "1", [.. Enumerable.Range(0, 20_000).Select(i => $"{i} {new string('x', 490)}")]);
        using (var answer = await PostAsync("/api/tail", new { groups = new[] { Group }, since = "1h" })) answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        using (var feed = await FeedReader.OpenAsync(Browser)) await feed.UntilRowsAsync(20_000);

        var sleepers = new List<Socket>();
        try
        {
            // The tab that was closed above may still count.
            await Eventually.HoldsAsync(() => sleepers.Count == Tabs, async () => { if (await TryOpenAndSleepAsync() is { } sleeper) sleepers.Add(sleeper); });
            HttpResponseMessage? letIn = null;
            await Eventually.HoldsAsync(() => letIn is not null, async () => letIn = await TryOpenAsync("q=the%20last"));
            using var feed = await FeedReader.ReadAsync(letIn!);
            Aws.Put(Group, "1", "the last");
            await feed.UntilRowsAsync(1);
        }
        finally
        {
            foreach (var sleeper in sleepers) sleeper.Dispose();
        }
    }

    async Task<Socket?> TryOpenAndSleepAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{Address.Port}\r\nCookie: cwtail-{Address.Port}={Token}\r\n\r\n"));
        var status = new byte[15];
        await socket.ReceiveAsync(status).WaitAsync(Limits.Patience);
        if (Encoding.ASCII.GetString(status) == "HTTP/1.1 200 OK") return socket;
        socket.Dispose();
        return null;
    }

    async Task<HttpResponseMessage?> TryOpenAsync(string query)
    {
        var answer = await Browser.GetAsync($"/api/live?{query}", HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode == HttpStatusCode.OK) return answer;
        answer.Dispose();
        return null;
    }
}
