using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Reads event-stream messages from a response, with a checksum and a parser of its own.</summary>
sealed class EmulatorFrames(HttpResponseMessage response) : IAsyncDisposable
{
    Stream? _stream;

    /// <summary>The next message; <see langword="null"/> at the regular end. A cut is an exception.</summary>
    public async Task<EmulatorFrame?> ReadAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        _stream ??= await response.Content.ReadAsStreamAsync(limit.Token);
        var prelude = new byte[12];
        var read = await _stream.ReadAtLeastAsync(prelude, prelude.Length, throwOnEndOfStream: false, limit.Token);
        if (read == 0) return null;
        if (read < prelude.Length) throw new EndOfStreamException("The stream ended within a message.");
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prelude)];
        prelude.CopyTo(message, 0);
        await _stream.ReadExactlyAsync(message.AsMemory(prelude.Length), limit.Token);
        return Parse(message);
    }

    /// <summary>The next update that has events; the type of whatever else comes is an error.</summary>
    public async Task<EmulatorFrame> ReadUpdateWithEventsAsync()
    {
        while (true)
        {
            var frame = await ReadAsync() ?? throw new EndOfStreamException("The session ended.");
            frame.EventType.Should().Be("sessionUpdate");
            if (frame.Results.Count > 0) return frame;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null) await _stream.DisposeAsync();
        response.Dispose();
    }

    static EmulatorFrame Parse(byte[] message)
    {
        var preludeGood = Crc(message.AsSpan(0, 8)) == BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(8));
        var messageGood = Crc(message.AsSpan(0, message.Length - 4)) == BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(message.Length - 4));
        var headersEnd = 12 + BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(4));
        var headers = new Dictionary<string, string>();
        for (var i = 12; i < headersEnd;)
        {
            var name = Encoding.UTF8.GetString(message, i + 1, message[i]);
            i += 1 + message[i];
            message[i].Should().Be(7, "every header is a string");
            var length = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(i + 1));
            headers[name] = Encoding.UTF8.GetString(message, i + 3, length);
            i += 3 + length;
        }

        return new(headers, message[headersEnd..^4], preludeGood, messageGood);
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }
}
