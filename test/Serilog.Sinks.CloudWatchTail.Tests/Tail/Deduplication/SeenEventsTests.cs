using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Deduplication;

/// <summary>Live copies (no id) and found events (with ids) of one fingerprint: as many are shown as there are, whichever way they come first.</summary>
public sealed class SeenEventsTests
{
    const ulong Print = 17;
    readonly SeenEvents _seen = new();

    [SetUp]
    public void SetUp() => _seen.ForgetBefore(long.MaxValue);

    // L = a live copy, 1 2 3 = found under that id; capital X marks what is shown.
    [TestCase("L", "X")]
    [TestCase("1", "X")]
    [TestCase("L1", "X.")]
    [TestCase("1L", "X.")]
    [TestCase("LL", "XX")]
    [TestCase("L1L", "X.X")]
    [TestCase("LL12", "XX..")]
    [TestCase("12LL", "XX..")]
    [TestCase("1L2L", "X.X.")]
    [TestCase("L12", "X.X")]
    [TestCase("1112", "X..X")]
    [TestCase("123123", "XXX...")]
    [TestCase("L1231L2L3L", "X.XX.....X")]
    public void AsManyAreShownAsThereAre(string met, string shown)
    {
        var result = met.Select(c => c == 'L' ? _seen.AddLive(Print, 0) : _seen.AddFound(Print, c, 0, record: true));
        string.Concat(result.Select(show => show ? 'X' : '.')).Should().Be(shown);
    }

    [Test]
    public void OtherFingerprintsAreOtherEvents()
    {
        _seen.AddLive(1, 0).Should().BeTrue();
        _seen.AddLive(2, 0).Should().BeTrue();
        _seen.AddFound(3, 1, 0, record: true).Should().BeTrue();
        _seen.Count.Should().Be(3);
    }

    [Test]
    public void OldEventsAreForgottenAndTheOthersKept()
    {
        for (var second = 0; second < 1_000; second++) _seen.AddLive((ulong)second, second * 1_000);
        _seen.ForgetBefore(900_000);
        _seen.Count.Should().BeInRange(100, 117);
        _seen.AddFound(950, 1, 950_000, record: true).Should().BeFalse();
        _seen.AddFound(10, 1, 10_000, record: true).Should().BeTrue();
        _seen.Oldest.Should().BeLessThanOrEqualTo(10_000);
    }

    [Test]
    public void WhatIsNotRecordedIsShownAndNotRemembered()
    {
        _seen.AddFound(Print, 1, 0, record: false).Should().BeTrue();
        _seen.Count.Should().Be(0);
    }

    [Test]
    public void WhatIsRememberedIsCountedEvenWhenNotRecording()
    {
        _seen.AddLive(Print, 0);
        _seen.AddFound(Print, 1, 0, record: false).Should().BeFalse();
        _seen.AddFound(Print, 2, 0, record: false).Should().BeTrue();
    }

    [Test]
    public void WhatWasShownComesBackFromACheckpoint()
    {
        _seen.AddLive(Print, 20_000);
        _seen.AddFound(Print, 1, 20_000, record: true);
        _seen.AddFound(Print, 2, 20_000, record: true);
        var restored = new SeenEvents();
        foreach (var shown in _seen.Shown()) restored.AddLive(shown.Fingerprint, shown.Timestamp, shown.Copies);

        restored.AddFound(Print, 1, 20_000, record: true).Should().BeFalse();
        restored.AddFound(Print, 2, 20_000, record: true).Should().BeFalse();
        restored.AddFound(Print, 3, 20_000, record: true).Should().BeTrue();
    }
}
