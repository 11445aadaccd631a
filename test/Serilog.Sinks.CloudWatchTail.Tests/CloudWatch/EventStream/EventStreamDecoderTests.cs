using System.Buffers.Binary;
using System.Text;
using Amazon.Runtime.EventStreams;
using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.EventStream;

public class EventStreamDecoderTests
{
    [Test]
    public void WhatTheSdkDecodesIsDecodedAlikeHoweverTheBytesArrive()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var messages = Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomMessage(random)).ToArray();
            var expected = messages.Select(m => EventStreamMessage.FromBuffer(m, 0, m.Length)).ToArray();

            var decoded = Decode([.. messages.SelectMany(m => m)], () => random.Next(1, random.Next(2) == 0 ? 4 : 100_000));

            decoded.Should().HaveCount(expected.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                decoded[i].Payload.AsSpan().SequenceEqual(expected[i].Payload).Should().BeTrue();
                decoded[i].Headers.Should().BeEquivalentTo(expected[i].Headers.ToDictionary(h => h.Key, h => h.Value.AsString()));
            }
        }
    }

    [Test]
    public void HeadersOfEveryTypeAreReadOver()
    {
        var frame = Frame(
        [
            .. Header("true", 0, []), .. Header("false", 1, []), .. Header("i8", 2, [0xFF]), .. Header("i16", 3, [0x01, 0x02]),
            .. Header("i32", 4, [0, 0, 1, 0]), .. Header("i64", 5, [0, 0, 0, 0, 0, 0, 1, 1]), .. Header("bytes", 6, [0, 2, (byte)'h', (byte)'i']),
            .. Header("text", 7, [0, 1, (byte)'x']), .. Header("time", 8, [0, 0, 0, 0, 0, 0, 0, 9]), .. Header("uuid", 9, new byte[16]),
            .. Header("last", 7, [0, 4, .. "last"u8]),
        ]);
        var decoder = Fed(frame);

        decoder.TryRead(out var message).Should().BeTrue();
        var texts = new[] { "true", "false", "i8", "i16", "i32", "i64", "bytes", "text", "time", "uuid", "last", "none" }
            .Select(name => GetHeader(frame, name)).ToArray();

        texts.Should().Equal("true", "false", "-1", "258", "256", "257", "hi", "x", "9", Guid.Empty.ToString(), "last", null);
        message.Payload.Length.Should().Be(0);
    }

    [Test]
    public void AChangeOfAnyByteIsNoticed()
    {
        var frame = WireFrames.SessionUpdate(false, "message");
        for (var i = 0; i < frame.Length; i++)
        {
            var changed = frame.ToArray();
            changed[i] ^= 0x10;
            var decode = () => Decode(changed, () => int.MaxValue);
            decode.Should().Throw<InvalidDataException>($"byte {i} was changed");
        }
    }

    [TestCase(24u * 1024 * 1024 + 1, 0u)]
    [TestCase(uint.MaxValue, 0u)]
    [TestCase(15u, 0u)]
    [TestCase(0u, 0u)]
    [TestCase(100u, 85u)]
    [TestCase(100u, uint.MaxValue)]
    public void AnImpossibleLengthIsNoticedBeforeAnyMemoryIsTaken(uint length, uint headersLength)
    {
        var prelude = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(prelude, length);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(4), headersLength);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(8), Crc32.Compute(prelude.AsSpan(0, 8)));
        var decoder = Fed(prelude);

        var decode = () => decoder.TryRead(out _);

        decode.Should().Throw<InvalidDataException>().WithMessage($"A message * {length} bytes*");
    }

    [Test]
    public void AMessageOfTheLargestSizeIsTaken()
    {
        var payload = new byte[EventStreamDecoder.LongestMessage - EventStreamFrame.Overhead];
        var frame = Frame([], payload);
        frame.Should().HaveCount(EventStreamDecoder.LongestMessage);

        Decode(frame, () => 1_000_000).Should().ContainSingle().Which.Payload.Should().HaveCount(payload.Length);
    }

    [TestCase(new byte[] { 5, (byte)'a' })]
    [TestCase(new byte[] { 1, (byte)'a', 7, 0, 9, (byte)'x' })]
    [TestCase(new byte[] { 1, (byte)'a', 10 })]
    [TestCase(new byte[] { 1, (byte)'a', 5, 0 })]
    public void HeadersThatReachTooFarAreNoticed(byte[] headers)
    {
        var frame = Frame(headers);

        var read = () => GetHeader(frame, "z");

        read.Should().Throw<InvalidDataException>();
    }

    [Test]
    public void TheBytesOfAnUnfinishedMessageAreCounted()
    {
        var frame = WireFrames.SessionStart();
        var decoder = Fed([.. frame, .. frame[..20]]);

        decoder.TryRead(out _).Should().BeTrue();
        decoder.TryRead(out _).Should().BeFalse();

        decoder.Incomplete.Should().Be(20);
    }

    static string? GetHeader(byte[] frame, string name)
    {
        var decoder = Fed(frame);
        decoder.TryRead(out var message).Should().BeTrue();
        return message.GetHeader(Encoding.UTF8.GetBytes(name));
    }

    static EventStreamDecoder Fed(byte[] bytes)
    {
        var decoder = new EventStreamDecoder();
        bytes.CopyTo(decoder.GetBuffer());
        decoder.Advance(bytes.Length);
        return decoder;
    }

    static List<(Dictionary<string, string?> Headers, byte[] Payload)> Decode(byte[] bytes, Func<int> portion)
    {
        var decoder = new EventStreamDecoder();
        var messages = new List<(Dictionary<string, string?>, byte[])>();
        for (var at = 0; at < bytes.Length;)
        {
            var buffer = decoder.GetBuffer();
            var count = Math.Min(Math.Min(buffer.Length, portion()), bytes.Length - at);
            count.Should().BePositive("there is always room to receive into");
            bytes.AsMemory(at, count).CopyTo(buffer);
            decoder.Advance(count);
            at += count;
            while (decoder.TryRead(out var message))
            {
                var headers = new Dictionary<string, string?>();
                foreach (var name in new[] { ":message-type", ":event-type", "ä" })
                    if (message.GetHeader(Encoding.UTF8.GetBytes(name)) is { } value) headers[name] = value;
                messages.Add((headers, message.Payload.ToArray()));
            }
        }

        return messages;
    }

    static byte[] RandomMessage(Random random)
    {
        var headers = new List<(string, string)> { (":message-type", "event"), (":event-type", new string('x', random.Next(0, 300))), ("ä", "ü😀") };
        return WireFrames.Message(new string('p', random.Next(3) == 0 ? random.Next(0, 300_000) : random.Next(0, 500)), [.. headers.Take(random.Next(0, 4))]);
    }

    static byte[] Header(string name, byte type, byte[] value) => [(byte)name.Length, .. Encoding.UTF8.GetBytes(name), type, .. value];

    static byte[] Frame(byte[] headers, byte[]? payload = null)
    {
        var frame = new byte[16 + headers.Length + (payload?.Length ?? 0)];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32.Compute(frame.AsSpan(0, 8)));
        headers.CopyTo(frame, 12);
        payload?.CopyTo(frame, 12 + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Crc32.Compute(frame.AsSpan(0, frame.Length - 4)));
        return frame;
    }
}
