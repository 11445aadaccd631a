using System.Text;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A live tail whose every byte a test decides.</summary>
sealed record WireSession(WireSocket Server, CloudWatchLogsClient Client, ILiveTailStream Stream, Task Served) : IAsyncDisposable
{
    public static readonly StartLiveTailRequest Request = new(["arn:aws:logs:eu-west-1:1:log-group:g"]);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="script">What the server does once the stream has begun; <see cref="Served"/> completes after it.</param>
    public static async Task<WireSession> StartAsync(Func<WireConnection, Task> script, TimeProvider? timeProvider = null)
    {
        var served = new TaskCompletionSource();
        var server = WireSocket.Start(async connection =>
        {
            await connection.BeginEventStreamAsync();
            await script(connection);
            served.TrySetResult();
        });
        var client = server.Client(timeProvider);
        return new WireSession(server, client, await client.StartLiveTailAsync(Request, default).WaitAsync(Patience), served.Task);
    }

    public static IEnumerable<string> Texts(LiveTailUpdate update) => update.Events.Select(e => Encoding.UTF8.GetString(e.Message.Span));

    public Task<LiveTailMessage> ReadAsync() => Stream.ReadAsync(default).AsTask().WaitAsync(Patience);

    public async Task<IEnumerable<string>> ReadUpdateAsync()
    {
        var message = await ReadAsync();
        message.Kind.Should().Be(LiveTailMessageKind.SessionUpdate);
        return Texts(message.Update!);
    }

    public async Task<LiveTailEnd> ReadEndAsync()
    {
        var message = await ReadAsync();
        message.Kind.Should().Be(LiveTailMessageKind.Ended);
        (await ReadAsync()).Should().Be(message, "after the end, the end is returned again");
        return message.End!;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
