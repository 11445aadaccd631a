using System.Net.Sockets;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

sealed class SlowReaderTests : LiveTailTest
{
    [Test]
    public async Task AReaderThatDoesNotReadLosesTheOldestUpdatesWithoutAWord()
    {
        // A small window: the kernel takes in less of what the reader leaves lying.
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        var body = JsonSerializer.SerializeToUtf8Bytes(new { logGroupIdentifiers = new[] { ArnOf(Group) } });
        using var request = Http.Request("StartLiveTail", body);
        EmulatorSigner.Sign(request, body, Aws.Credentials, Aws.Region, Http.Now);
        await using var tail = new EmulatorFrames(await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
        await Aws.WaitForLiveTailSessionsAsync(1);
        var session = Aws.LiveTailSessions.Single();

        var put = 0;
        var padding = new string('x', 500_000);
        while (session.DroppedUpdates < 5 && put < 200)
        {
            Aws.Put(Group, Stream, $"{put++} {padding}");
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        session.DroppedUpdates.Should().BeGreaterThanOrEqualTo(5);
        session.Ended.IsCompleted.Should().BeFalse("a slow reader is not cut");
        session.Expire();

        var received = new List<int>();
        while (await tail.ReadAsync() is { } frame)
        {
            if (frame.EventType != "sessionUpdate") continue;
            frame.Sampled.Should().BeFalse("nothing says that events are missing");
            received.AddRange(frame.Messages.Select(m => int.Parse(m.Split(' ')[0])));
        }

        received.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        received.Should().HaveCount(put - session.DroppedUpdates);
        received.TakeLast(10).Should().Equal(Enumerable.Range(put - 10, 10), "the ten latest updates were kept");
    }

    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
