using System.Buffers.Binary;
using Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.CloudWatch.Operations.LiveTail;

/// <summary>Whatever bytes a session brings, it comes to an end, without an exception and within bounds.</summary>
public class DamagedSessionTests
{
    const int Sessions = 10_000;

    [Test]
    public async Task TenThousandDamagedSessionsEndWithoutAnExceptionAndInBoundedMemory()
    {
        var random = new Random(21);
        var causes = new Dictionary<LiveTailEndCause, int>();
        long most = 0;
        for (var round = 0; round < Sessions; round++)
        {
            var bytes = round % 2 == 0 ? Damaged(random) : WellFramed(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (end, messages) = await ReadToEndAsync(bytes, random);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            messages.Should().BeLessThan(20);
            causes[end.Cause] = causes.GetValueOrDefault(end.Cause) + 1;
        }

        // Some 64 KB to receive into, whatever length a damaged beginning claims.
        most.Should().BeLessThan(1_000_000);
        causes.Keys.Should().Contain([LiveTailEndCause.Corrupt, LiveTailEndCause.Cut, LiveTailEndCause.Exception, LiveTailEndCause.Error]);
        TestContext.Out.WriteLine($"{most} bytes at most; {string.Join(", ", causes)}");
    }

    [Test]
    public void ALengthAloneReservesNoMemory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoder = new EventStreamDecoder();
        var prelude = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(prelude, EventStreamDecoder.LongestMessage);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(8), Crc32.Compute(prelude.AsSpan(0, 8)));
        prelude.CopyTo(decoder.GetBuffer());
        decoder.Advance(prelude.Length);
        decoder.TryRead(out _).Should().BeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(300_000);
    }

    static async Task<(LiveTailEnd End, int Messages)> ReadToEndAsync(byte[] bytes, Random random)
    {
        var body = new Portions(bytes, random.Next(1, 3_000));
        var response = ServiceResponse.Of(new WireResponse(body), body);
        await using var stream = new LiveTailStream(response, TimeSpan.FromSeconds(15), TimeProvider.System);
        for (var messages = 0; ; messages++)
        {
            var message = await stream.ReadAsync(CancellationToken.None);
            if (message.Kind == LiveTailMessageKind.Ended) return (message.End!, messages);
            message.Update?.Events.Sum(e => e.Message.Length).Should().BeGreaterThanOrEqualTo(0);
        }
    }

    /// <summary>A whole session with bits turned, bytes missing, repeated or exchanged.</summary>
    static byte[] Damaged(Random random)
    {
        var bytes = Session(random).SelectMany(frame => frame).ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(200)).ToArray()); break;
                case 3: bytes[at] = (byte)random.Next(256); break;
                default: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 5))); break;
            }

            if (bytes.Count == 0) break;
        }

        return [.. bytes];
    }

    /// <summary>Frames whose checksums are right and whose lengths, headers and payloads are not.</summary>
    static byte[] WellFramed(Random random)
    {
        var bytes = new List<byte>();
        foreach (var frame in Session(random))
        {
            var damaged = frame.ToArray();
            for (var changes = random.Next(3); changes > 0; changes--) damaged[random.Next(12, damaged.Length - 4)] = Interesting(random);
            if (random.Next(8) == 0) BinaryPrimitives.WriteUInt32BigEndian(damaged, (uint)random.Next(2) == 0 ? (uint)random.Next(64 * 1024 * 1024) : (uint)damaged.Length);
            if (random.Next(8) == 0) BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(4), (uint)random.Next(damaged.Length + 20));
            BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(8), Crc32.Compute(damaged.AsSpan(0, 8)));
            BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(damaged.Length - 4), Crc32.Compute(damaged.AsSpan(0, damaged.Length - 4)));
            bytes.AddRange(damaged);
        }

        return [.. bytes];
    }

    static byte Interesting(Random random)
    {
        var telling = "{}[]\",:0-9eu\\tn"u8;
        return random.Next(4) == 0 ? (byte)random.Next(256) : telling[random.Next(telling.Length)];
    }

    static List<byte[]> Session(Random random)
    {
        List<byte[]> frames = [WireFrames.InitialResponse(), WireFrames.SessionStart()];
        for (var updates = random.Next(4); updates > 0; updates--)
            frames.Add(WireFrames.SessionUpdate(random.Next(2) == 0, [.. Enumerable.Range(0, random.Next(5)).Select(n => $"größer \"{n}\" 😀 {new string('x', random.Next(200))}")]));
        if (random.Next(3) == 0) frames.Add(WireFrames.Exception("SessionStreamingException", """{"message":"gone"}"""));
        else if (random.Next(3) == 0) frames.Add(WireFrames.Error("InternalFailure", "try again"));
        return frames;
    }

    /// <summary>Bytes that come in portions.</summary>
    sealed class Portions(byte[] bytes, int portion) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span[..Math.Min(buffer.Length, portion)]));
    }
}
