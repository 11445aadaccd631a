using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// The format of a checkpoint: magic and version, the fingerprint key, the groups, and the SHA-256 of everything before it, so that a truncated or
// foreign file is never taken for a checkpoint.
static class CheckpointFormat
{
    const int Version = 1;

    // The size of one shown event. A count that the file is too short for is rejected before memory is allocated.
    const int EventSize = sizeof(long) + sizeof(ulong) + sizeof(int);

    static ReadOnlySpan<byte> Magic => "CWTAIL"u8;

    public static byte[] Encode(TailCheckpoint checkpoint)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(checkpoint.FingerprintKey);
        writer.Write(checkpoint.Groups.Count);
        foreach (var group in checkpoint.Groups)
        {
            writer.Write(group.Arn);
            writer.Write(group.CompleteUntil.UtcTicks);
            writer.Write(group.RememberedFrom.UtcTicks);
            writer.Write(group.Start.History?.UtcTicks ?? long.MinValue);
            writer.Write(group.Start.Began.UtcTicks);
            writer.Write(group.Shown.Length);
            foreach (var shown in group.Shown)
            {
                writer.Write(shown.Timestamp);
                writer.Write(shown.Fingerprint);
                writer.Write(shown.Copies);
            }
        }

        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    // Returns null and the problem if the bytes are not a valid checkpoint.
    public static TailCheckpoint? Decode(byte[] bytes, out string problem)
    {
        var length = bytes.Length - SHA256.HashSizeInBytes;
        problem = "it is not a checkpoint of a live tail";
        if (length < Magic.Length + sizeof(int) || !bytes.AsSpan().StartsWith(Magic)) return null;
        problem = "it is corrupt: its checksum is wrong";
        if (!SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length))) return null;

        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, length - Magic.Length), Encoding.UTF8);
        var version = reader.ReadInt32();
        problem = $"it has version {version}, and this library reads version {Version}";
        if (version != Version) return null;

        problem = "it is malformed";
        try
        {
            var key = reader.ReadBytes(Fingerprints.KeyLength);
            var groups = new List<GroupCheckpoint>();
            var count = reader.ReadInt32();
            if (count < 0) return null;
            for (; count > 0; count--) groups.Add(ReadGroup(reader));
            if (reader.BaseStream.Position != reader.BaseStream.Length) return null;
            return key.Length == Fingerprints.KeyLength ? new TailCheckpoint(key, groups) : null;
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException or InvalidDataException)
        {
            return null;
        }
    }

    static GroupCheckpoint ReadGroup(BinaryReader reader)
    {
        var arn = reader.ReadString();
        var completeUntil = ReadTime(reader.ReadInt64());
        var rememberedFrom = ReadTime(reader.ReadInt64());
        var history = reader.ReadInt64();
        var start = new TailStart(history == long.MinValue ? null : ReadTime(history), ReadTime(reader.ReadInt64()));
        var count = reader.ReadInt32();
        if (count < 0 || (long)count * EventSize > reader.BaseStream.Length - reader.BaseStream.Position) throw new InvalidDataException();

        var shown = new ShownEvent[count];
        for (var i = 0; i < count; i++) shown[i] = new ShownEvent(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadInt32());
        return new GroupCheckpoint(arn, completeUntil, rememberedFrom, start, shown);
    }

    static DateTimeOffset ReadTime(long ticks) => new(ticks, TimeSpan.Zero);
}
