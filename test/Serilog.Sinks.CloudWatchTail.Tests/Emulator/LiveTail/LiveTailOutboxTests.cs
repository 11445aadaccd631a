using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

public sealed class LiveTailOutboxTests
{
    [Test]
    public async Task TenUpdatesWaitAndTheEleventhDropsTheOldest()
    {
        var outbox = new LiveTailOutbox(10, 5000);
        var updates = Enumerable.Range(0, 11).Select(_ => Update(0)).ToArray();
        foreach (var update in updates[..10]) outbox.Add(update).Should().BeFalse();
        outbox.Add(updates[10]).Should().BeTrue();
        outbox.Dropped.Should().Be(1);
        for (var i = 1; i < 11; i++) (await outbox.TakeAsync(default)).Should().BeSameAs(updates[i]);
    }

    [Test]
    public async Task FiveThousandEventsWaitAndOneMoreDropsTheOldestUpdate()
    {
        var outbox = new LiveTailOutbox(10, 5000);
        var first = Update(2000);
        var second = Update(3000);
        outbox.Add(first).Should().BeFalse();
        outbox.Add(second).Should().BeFalse();
        outbox.Add(Update(1)).Should().BeTrue();
        (await outbox.TakeAsync(default)).Should().BeSameAs(second);
        outbox.Add(Update(4999)).Should().BeFalse("what was taken does not count");
    }

    [Test]
    public async Task TheEndComesAfterWhatWaits()
    {
        var outbox = new LiveTailOutbox(10, 5000);
        outbox.Add(Update(1));
        outbox.Expire();
        (await outbox.TakeAsync(default)).Should().NotBeNull();
        (await outbox.TakeAsync(default)).Should().BeNull();
    }

    [Test]
    public async Task WhoWaitsIsWoken()
    {
        var outbox = new LiveTailOutbox(10, 5000);
        var taking = outbox.TakeAsync(default).AsTask();
        taking.IsCompleted.Should().BeFalse();
        outbox.Add(Update(1));
        (await taking.WaitAsync(TimeSpan.FromSeconds(30))).Should().NotBeNull();
    }

    static LiveTailUpdate Update(int events) => new(new LiveTailResult[events], false);
}
