using System.Net.Sockets;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>One connection of a <see cref="WireSocket"/>.</summary>
sealed class WireConnection(TcpClient client)
{
    readonly NetworkStream _stream = client.GetStream();
    readonly byte[] _discarded = new byte[64 * 1024];

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask();

    /// <summary>Sends the headers of a live tail's answer.</summary>
    public Task BeginEventStreamAsync() => SendAsync(
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());

    public Task SendChunkAsync(params byte[][] parts)
    {
        var bytes = parts.SelectMany(p => p).ToArray();
        return SendAsync([.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8]);
    }

    public Task EndChunksAsync() => SendAsync("0\r\n\r\n"u8.ToArray());

    /// <summary>Ends the connection in order, as a server that stops does.</summary>
    public void Close() => client.Close();

    /// <summary>Resets the connection, as a server that dies does.</summary>
    public void Reset()
    {
        // The client's own Close says goodbye first.
        client.LingerState = new LingerOption(true, 0);
        client.Client.Close();
    }

    /// <summary>Completes when the other side has hung up.</summary>
    public async Task WhenHungUpAsync()
    {
        var buffer = new byte[1024];
        try
        {
            while (await _stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is a way to hang up.
        }
    }

    /// <summary>The head of the last request, as it came.</summary>
    public string RequestHead { get; private set; } = "";

    public async Task<bool> ReceiveRequestAsync()
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await _stream.ReadAsync(one) == 0) return false;
            head.Add(one[0]);
        }

        var text = RequestHead = Encoding.ASCII.GetString([.. head]);
        var length = text.Split("\r\n").Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(l => int.Parse(l.Split(':')[1].Trim())).SingleOrDefault();
        // Into one buffer over and over: tests measure what the client allocates.
        for (var rest = length; rest > 0;)
        {
            var read = await _stream.ReadAsync(_discarded.AsMemory(0, Math.Min(rest, _discarded.Length)));
            if (read == 0) return false;
            rest -= read;
        }

        return true;
    }
}
