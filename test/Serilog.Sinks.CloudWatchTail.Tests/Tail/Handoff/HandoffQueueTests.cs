using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Handoff;

public sealed class HandoffQueueTests
{
    [Test]
    public void MessagesComeOutInTheOrderTheyWentIn()
    {
        var handOff = new HandoffQueue(10, 10_000);
        foreach (var text in new[] { "a", "b", "c" }) handOff.Enqueue(TailSome.Message(text));
        Drain(handOff).Should().Equal("a", "b", "c");
    }

    [Test]
    public void WhenItIsFullTheOldestIsShedAndCounted()
    {
        var handOff = new HandoffQueue(2, 10_000);
        foreach (var text in new[] { "a", "b", "c", "d" }) handOff.Enqueue(TailSome.Message(text));
        handOff.HasRoom.Should().BeFalse();
        handOff.TakeDroppedCount().Should().Be(2);
        handOff.TakeDroppedCount().Should().Be(0);
        (handOff.Enqueued, handOff.Gone).Should().Be((4, 2));
        Drain(handOff).Should().Equal("c", "d");
    }

    [Test]
    public void BytesAreBoundedTooButOneMessageAlwaysFits()
    {
        var handOff = new HandoffQueue(100, 1_000);
        handOff.Enqueue(TailSome.Message("a"));
        handOff.Enqueue(TailSome.Message(new string('b', 5_000)));
        handOff.Enqueue(TailSome.Message("c"));
        Drain(handOff).Should().Equal("c");
        handOff.TakeDroppedCount().Should().Be(2);
    }

    [Test]
    public async Task AQueryWaitsForRoom()
    {
        var handOff = new HandoffQueue(1, 10_000);
        handOff.Enqueue(TailSome.Message("a"));
        var waiting = handOff.EnqueueWhenRoomAsync(TailSome.Message("b"), CancellationToken.None).AsTask();
        waiting.IsCompleted.Should().BeFalse();
        handOff.TryDequeue(out _).Should().BeTrue();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Drain(handOff).Should().Equal("b");
        handOff.TakeDroppedCount().Should().Be(0);
    }

    [Test]
    public async Task AQueryThatIsCancelledLeavesItsMessage()
    {
        var handOff = new HandoffQueue(1, 10_000);
        handOff.Enqueue(TailSome.Message("a"));
        using var stop = new CancellationTokenSource();
        var waiting = handOff.EnqueueWhenRoomAsync(TailSome.Message("b"), stop.Token).AsTask();
        stop.Cancel();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Drain(handOff).Should().Equal("a", "b");
    }

    [Test]
    public async Task TheConsumerWaitsForAMessageOrTheEnd()
    {
        var handOff = new HandoffQueue(10, 10_000);
        var waiting = handOff.WaitAsync().AsTask();
        waiting.IsCompleted.Should().BeFalse();
        handOff.Enqueue(TailSome.Message("a"));
        (await waiting.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        handOff.Complete();
        (await handOff.WaitAsync()).Should().BeTrue("a message is left");
        Drain(handOff).Should().Equal("a");
        (await handOff.WaitAsync()).Should().BeFalse();
    }

    [Test]
    public void WhatIsLeftIsCountedAsShed()
    {
        var handOff = new HandoffQueue(10, 10_000);
        handOff.Enqueue(TailSome.Message("a"));
        handOff.Enqueue(TailSome.Message("b"));
        handOff.DropAll().Select(TailSome.Text).Should().Equal("a", "b");
        handOff.TakeDroppedCount().Should().Be(2);
        handOff.TryDequeue(out _).Should().BeFalse();
    }

    static List<string> Drain(HandoffQueue handOff)
    {
        var texts = new List<string>();
        while (handOff.TryDequeue(out var message)) texts.Add(TailSome.Text(message));
        return texts;
    }
}
