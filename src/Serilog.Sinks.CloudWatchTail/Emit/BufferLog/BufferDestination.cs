using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// The destination of a segment's events. They are sent nowhere else, whichever process sends them.
sealed class BufferDestination
{
    const int MaxBytes = 8 * 1024;

    readonly byte[] _bytes;

    // endpoint is the custom endpoint, empty for the region's own. region is empty if it is the instance's, which is unknown before the first
    // request. account is empty if it is unknown.
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

    // The destination as a segment's header contains it.
    public ReadOnlySpan<byte> Bytes => _bytes;

    // The initial value of the records' checksums: a record for another destination has a wrong checksum, whatever its segment's header or name has
    // become.
    public uint Seed { get; }

    // The destinations whose records may be meant for this one.
    public IEnumerable<BufferDestination> Candidates => Account.Length == 0 ? [this] : [this, new BufferDestination(Endpoint, Region, "", LogGroup)];

    // Whether events for another destination may be sent to this one. An unknown account counts as the same.
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
