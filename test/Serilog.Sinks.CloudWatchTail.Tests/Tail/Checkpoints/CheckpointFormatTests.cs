using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Checkpoints;

public sealed class CheckpointFormatTests
{
    static readonly TailCheckpoint Checkpoint = new(
        Enumerable.Range(0, 16).Select(n => (byte)n).ToArray(),
        [
            new(TailSome.Arn("/a"), TailSome.Time, TailSome.Time.AddMinutes(-4), new TailStart(null, TailSome.Time.AddHours(-1)), [new(16_384, 7, 1), new(32_768, ulong.MaxValue, 3)]),
            new(TailSome.Arn("/b"), TailSome.Time.AddTicks(1), TailSome.Time, new TailStart(TailSome.Time.AddDays(-1), TailSome.Time), []),
        ]);

    [Test]
    public void ACheckpointComesBackAsItWas() =>
        CheckpointFormat.Decode(CheckpointFormat.Encode(Checkpoint), out _).Should().BeEquivalentTo(Checkpoint);

    [Test]
    public void NoTornOrChangedFileIsTakenForACheckpoint()
    {
        var bytes = CheckpointFormat.Encode(Checkpoint);
        for (var length = 0; length < bytes.Length; length++) CheckpointFormat.Decode(bytes[..length], out _).Should().BeNull();
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x20;
            CheckpointFormat.Decode(changed, out var problem).Should().BeNull();
            problem.Should().NotBeEmpty();
        }
    }

    [Test]
    public void AnotherVersionSaysSo()
    {
        var bytes = CheckpointFormat.Encode(Checkpoint);
        bytes[6] = 9;
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32)).CopyTo(bytes, bytes.Length - 32);
        CheckpointFormat.Decode(bytes, out var problem).Should().BeNull();
        problem.Should().Contain("version 9");
    }

    [Test]
    public void ACountThatTheFileCannotHoldIsRefusedBeforeItIsReserved()
    {
        var bytes = CheckpointFormat.Encode(Checkpoint with { Groups = [Checkpoint.Groups[1]] });
        // The count of shown events is the last thing before the checksum.
        bytes[^33] = 0x7f;
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32)).CopyTo(bytes, bytes.Length - 32);
        CheckpointFormat.Decode(bytes, out var problem).Should().BeNull();
        problem.Should().Contain("malformed");
    }
}
