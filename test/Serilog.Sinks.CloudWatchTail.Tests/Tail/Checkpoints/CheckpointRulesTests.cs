using System.Security.Cryptography;
using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Checkpoints;

/// <summary>A checksum says that a checkpoint was written so, not that it makes sense.</summary>
public sealed class CheckpointRulesTests
{
    static readonly byte[] Key = new byte[16];

    static readonly GroupCheckpoint Good = new(
        TailSome.Arn("/a"), TailSome.Time, TailSome.Time.AddMinutes(-4), new TailStart(TailSome.Time.AddDays(-1), TailSome.Time.AddHours(-1)), [new(16_384, 7, 1), new(32_768, 8, 3)]);

    static readonly (string Name, TailCheckpoint Checkpoint)[] Senseless =
    [
        ("a group that is no ARN", Of(Good with { Arn = "/a" })),
        ("an ARN with a star", Of(Good with { Arn = Good.Arn + ":*" })),
        ("a group twice", Of(Good, Good)),
        ("complete until the year 9000", Of(Good with { CompleteUntil = new DateTimeOffset(9000, 1, 1, 0, 0, 0, default) })),
        ("complete until before 1970", Of(Good with { CompleteUntil = DateTimeOffset.MinValue })),
        ("remembered from the future", Of(Good with { RememberedFrom = TailSome.Time.AddDays(2) })),
        ("begun in the future", Of(Good with { Start = new TailStart(null, TailSome.Time.AddYears(1)) })),
        ("a history from before 1970", Of(Good with { Start = new TailStart(DateTimeOffset.MinValue.AddTicks(1), TailSome.Time) })),
        ("shown zero times", Of(Good with { Shown = [new(16_384, 7, 0)] })),
        ("shown a negative number of times", Of(Good with { Shown = [new(16_384, 7, -5)] })),
        ("shown more often than can be counted", Of(Good with { Shown = [new(16_384, 7, int.MaxValue), new(16_384, 7, int.MaxValue)] })),
        ("shown before 1970", Of(Good with { Shown = [new(-16_384, 7, 1)] })),
        ("shown in the far future", Of(Good with { Shown = [new(long.MaxValue, 7, 1)] })),
    ];

    static readonly string[] Names = [.. Senseless.Select(one => one.Name)];

    [Test]
    public void OneThatMakesSenseIsBelieved() => CheckpointRules.ProblemOf(Of(Good, Good with { Arn = TailSome.Arn("/b") }), TailSome.Time).Should().BeNull();

    [Test]
    public async Task SenselessContentIsRefusedAndReported([ValueSource(nameof(Names))] string name)
    {
        using var path = new TailCheckpointPath();
        System.IO.File.WriteAllBytes(path.Path, CheckpointFormat.Encode(Senseless.Single(one => one.Name == name).Checkpoint));
        var (read, reports) = await ReadAsync(path.Path);
        read.Should().BeNull();
        reports.Should().ContainSingle();
    }

    [Test]
    public async Task WhatFollowsTheGroupsIsRefused()
    {
        using var path = new TailCheckpointPath();
        var bytes = CheckpointFormat.Encode(Of(Good));
        System.IO.File.WriteAllBytes(path.Path, Sealed([.. bytes[..^32], 1, 2, 3, .. new byte[32]]));
        var (read, reports) = await ReadAsync(path.Path);
        read.Should().BeNull();
        reports.Should().ContainSingle().Which.Should().Contain("malformed");
    }

    [Test]
    public async Task AThousandDamagedCheckpointsAreReadOrRefusedNeverHalfBelieved([Values(true, false)] bool withRightChecksum)
    {
        using var path = new TailCheckpointPath();
        var random = new Random(77);
        var good = CheckpointFormat.Encode(Of(Good, Good with { Arn = TailSome.Arn("/b") }));
        for (var round = 0; round < 1_000; round++)
        {
            var damaged = Damaged(good, random);
            System.IO.File.WriteAllBytes(path.Path, withRightChecksum ? Sealed(damaged) : damaged);
            var (read, reports) = await ReadAsync(path.Path);
            if (read is null)
            {
                reports.Should().ContainSingle();
                continue;
            }

            reports.Should().BeEmpty();
            // What is believed can be gone on from.
            var asked = new TailStart(null, TailSome.Time);
            var groups = read.Groups.ToDictionary(TailedGroup (left) => LogGroupArn.TryParse(left.Arn, out var arn) ? new TailedGroup(arn) : throw new AssertionException(left.Arn));
            var starts = groups.ToDictionary(group => group.Key, group => ResumePoint.For(asked, group.Value, TimeSpan.FromMinutes(2)));
            var merge = new EventMerge(starts, new Fingerprints(read.FingerprintKey), TimeSpan.FromMinutes(2));
            foreach (var (group, left) in groups)
            {
                starts[group].Includes(0, 0);
                merge.Restore(group, left.Shown);
                merge.Shown(group, []).Should().OnlyContain(shown => shown.Copies > 0);
            }

            merge.Forget(TailSome.Time, TailSome.Time);
        }
    }

    static byte[] Damaged(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, random.Next(20))); break;
                case 3: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(60)).ToArray()); break;
                default:
                    for (var n = at; n < Math.Min(bytes.Count, at + 8); n++) bytes[n] = random.Next(2) == 0 ? (byte)0xff : (byte)0x7f;
                    break;
            }
        }

        return [.. bytes];
    }

    static byte[] Sealed(byte[] bytes)
    {
        if (bytes.Length < 32) return bytes;
        return [.. bytes[..^32], .. SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32))];
    }

    static async Task<(TailCheckpoint? Read, List<string> Reports)> ReadAsync(string path)
    {
        var reports = new List<string>();
        var notices = new TailNotices(notice => reports.Add(((CloudWatchLiveTailNotice.CheckpointFailed)notice).Reason));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = new TailCheckpointFile(path, notices).Read(TailSome.Time);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
        await notices.CompleteAsync().WaitAsync(Limits.Patience);
        return (read, reports);
    }

    static TailCheckpoint Of(params GroupCheckpoint[] groups) => new(Key, groups);
}
