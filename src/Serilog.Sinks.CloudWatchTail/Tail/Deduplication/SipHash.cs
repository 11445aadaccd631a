using System.Numerics;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// SipHash-1-3 over a sequence of words and byte strings. The hash is keyed, so that a writer of log messages cannot construct two messages with the
// same fingerprint to hide one of them.
ref struct SipHash
{
    ulong _v0, _v1, _v2, _v3;

    public SipHash(ulong key0, ulong key1)
    {
        _v0 = key0 ^ 0x736f6d6570736575;
        _v1 = key1 ^ 0x646f72616e646f6d;
        _v2 = key0 ^ 0x6c7967656e657261;
        _v3 = key1 ^ 0x7465646279746573;
    }

    public void Add(ulong word)
    {
        _v3 ^= word;
        Round();
        _v0 ^= word;
    }

    // Adds the length before the bytes, so that no other split of the same bytes gives the same sequence.
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) Add(word);

        var rest = bytes[(words.Length * sizeof(ulong))..];
        if (rest.IsEmpty) return;
        ulong last = 0;
        rest.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref last)));
        Add(last);
    }

    public ulong Finish()
    {
        _v2 ^= 0xff;
        Round();
        Round();
        Round();
        return _v0 ^ _v1 ^ _v2 ^ _v3;
    }

    void Round()
    {
        _v0 += _v1;
        _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
        _v0 = BitOperations.RotateLeft(_v0, 32);
        _v2 += _v3;
        _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
        _v0 += _v3;
        _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
        _v2 += _v1;
        _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
        _v2 = BitOperations.RotateLeft(_v2, 32);
    }
}
