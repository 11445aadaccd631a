using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

/// <summary>What bounds an update beside its number of events.</summary>
sealed class LiveTailBoundsTests : LiveTailTest
{
    /// <summary>What the SDKs take as the longest message of a stream.</summary>
    const int MessageLimit = 24 * 1024 * 1024;

    /// <summary>Far more than any update has: the way to switch sampling off.</summary>
    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.LiveTailUpdateLimit = int.MaxValue;

    [Test]
    public async Task WithoutALimitNothingIsSampled()
    {
        await using var tail = await OpenAsync();
        Aws.Put(Group, Stream, [.. Enumerable.Range(0, 2000).Select(i => $"{i}")]);
        var update = await NextAsync(tail);
        update.Messages.Should().Equal(Enumerable.Range(0, 2000).Select(i => $"{i}"));
        update.Sampled.Should().BeFalse();
        Aws.LiveTailSessions[0].DroppedUpdates.Should().Be(0);
    }

    [TestCase(120, 30)]
    [TestCase(1, 6, Description = "six characters of JSON each")]
    public async Task AnUpdateIsNoLongerThanAMessageMayBe(int filler, int count)
    {
        var message = new string((char)filler, 1_000_000);
        await using var tail = await OpenAsync();
        for (var i = 0; i < count; i++) Aws.Put(Group, Stream, message);
        var update = await NextAsync(tail);
        update.Payload.Length.Should().BeLessThan(MessageLimit);
        update.Results.Count.Should().BeInRange(count / 2, count - 1);
        update.Sampled.Should().BeTrue("not all of what matched is shown");
        Aws.LiveTailSessions[0].SentEvents.Should().Be(update.Results.Count);
        (await NextAsync(tail)).Results.Should().BeEmpty();
    }
}
