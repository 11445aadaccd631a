using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// Identifies an event within its group by stream, timestamp and message. Live Tail gives no event ids, and the two APIs' ingestion times may differ,
// so neither can be part of the fingerprint.
sealed class Fingerprints
{
    public const int KeyLength = 16;

    readonly ulong _key0;
    readonly ulong _key1;

    // key is 16 random bytes. A restarted tail takes its checkpoint's key; with another it would recognize no event.
    public Fingerprints(ReadOnlySpan<byte> key)
    {
        Key = key.ToArray();
        _key0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _key1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    public byte[] Key { get; }

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    public ulong Of(string logStreamName, long timestamp, ReadOnlySpan<byte> message)
    {
        var hash = new SipHash(_key0, _key1);
        hash.Add((ulong)timestamp);
        hash.Add(MemoryMarshal.AsBytes(logStreamName.AsSpan()));
        hash.Add(message);
        return hash.Finish();
    }

    public ulong OfEventId(string eventId)
    {
        var hash = new SipHash(_key0, _key1);
        hash.Add(MemoryMarshal.AsBytes(eventId.AsSpan()));
        return hash.Finish();
    }
}
