using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>Where the events of a segment are meant to go. They go nowhere else, whichever process sends them.</summary>
sealed class BufferDestination
{
    const int MaxBytes = 8 * 1024;

    readonly byte[] _bytes;

    /// <param name="endpoint">The custom endpoint; empty for the region's own.</param>
    /// <param name="region">The region; empty if it is that of the instance, which is not known before the first request.</param>
    /// <param name="account">The account; empty if it is not known.</param>
    public BufferDestination(string endpoint, string region, string account, string logGroup)
    {
        (Endpoint, Region, Account, LogGroup) = (endpoint, region, account, logGroup);
        _bytes = [.. Prefixed(endpoint), .. Prefixed(region), .. Prefixed(account), .. Prefixed(logGroup)];
        if (_bytes.Length > MaxBytes) throw new ArgumentException("The endpoint is too long for durable mode.", nameof(endpoint));
        Seed = Crc32C.Continue(Crc32C.Start, SHA256.HashData(_bytes));
    }

    public string Endpoint { get; }

    public string Region { get; }

    public string Account { get; }

    public string LogGroup { get; }

    /// <summary>How a segment's header says it.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>
    /// Where the checksums of the records begin: a record that is meant for another destination has a wrong one, whatever its segment's header or
    /// name has become.
    /// </summary>
    public uint Seed { get; }

    /// <summary>The destinations of which it can be that records for them are meant for this one.</summary>
    public IEnumerable<BufferDestination> Candidates => Account.Length == 0 ? [this] : [this, new BufferDestination(Endpoint, Region, "", LogGroup)];

    /// <summary>Whether what is meant for another destination may go to this one. An account that is not known is taken to be the same.</summary>
    public bool Takes(BufferDestination other) =>
        Endpoint == other.Endpoint && Region == other.Region && LogGroup == other.LogGroup
        && (Account == other.Account || Account.Length == 0 || other.Account.Length == 0);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out BufferDestination? destination)
    {
        destination = null;
        if (!TryTake(ref bytes, out var endpoint) || !TryTake(ref bytes, out var region) || !TryTake(ref bytes, out var account) || !TryTake(ref bytes, out var logGroup)
            || bytes.Length > 0)
            return false;
        destination = new BufferDestination(endpoint, region, account, logGroup);
        return true;
    }

    public override string ToString()
    {
        var place = (Endpoint.Length > 0 ? $"{Endpoint}, " : "") + (Region.Length > 0 ? Region : "the instance's region");
        return Account.Length > 0 ? $"{LogGroup} ({place}, account {Account})" : $"{LogGroup} ({place})";
    }

    static byte[] Prefixed(string text)
    {
        var bytes = new byte[sizeof(ushort) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(ushort)))));
        return bytes;
    }

    static bool TryTake(ref ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.Length < sizeof(ushort)) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        bytes = bytes[sizeof(ushort)..];
        if (bytes.Length < length) return false;
        text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return true;
    }
}
