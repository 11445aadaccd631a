using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Memory;

/// <summary>What is left of large events that found no room.</summary>
public class RefusedGarbageTests
{
    const int LargeCharacters = 100_000;

    /// <summary>As many large events as it takes until their strings are collected.</summary>
    const int Enough = (int)(RefusedGarbage.CollectAtBytes / (2 * LargeCharacters)) + 1;

    int _collections;

    [Test]
    public void TheStringsOfRefusedEventsAreCollectedAgainAndAgain([Values("string", "structure", "sequence")] string kind)
    {
        var garbage = Garbage();
        var large = WithText(kind, new string('x', LargeCharacters));
        for (var i = 0; i < Enough - 1; i++) garbage.Add(large);
        _collections.Should().Be(0);

        garbage.Add(large);
        _collections.Should().Be(1);
        for (var i = 0; i < Enough; i++) garbage.Add(large);
        _collections.Should().Be(2);
    }

    [Test]
    public void SmallStringsAreLeftToTheRuntime()
    {
        var garbage = Garbage();
        var small = WithText("string", new string('x', 20_000));
        for (var i = 0; i < Enough * 10; i++) garbage.Add(small);
        _collections.Should().Be(0);
    }

    [Test]
    public void AProcessWithMuchElseInMemoryIsNotStopped()
    {
        var garbage = new RefusedGarbage(() => RefusedGarbage.MostOrdinaryBytes + 1, () => _collections++);
        var large = WithText("string", new string('x', LargeCharacters));
        for (var i = 0; i < Enough * 2; i++) garbage.Add(large);
        _collections.Should().Be(0);
    }

    [Test]
    public void AnEventIsRefusedEvenIfThereIsNoMemoryToCollect()
    {
        var garbage = new RefusedGarbage(() => throw new OutOfMemoryException());
        var large = WithText("string", new string('x', LargeCharacters));
        var refuse = () =>
        {
            for (var i = 0; i < Enough; i++) garbage.Add(large);
        };
        refuse.Should().NotThrow();
    }

    [TestCase(0, ExpectedResult = 1)]
    [TestCase(10_000, ExpectedResult = 0)]
    public int OnlyWhatTheQueueRefusesIsCollected(int events)
    {
        var queue = new EventQueue(new EventQueueLimits(events, 1L << 40, false, 100, LevelAlias.Off), new LoopSignal(new ManualTimeProvider()), new SinkLedger(), garbage: Garbage());
        var large = WithText("string", new string('x', LargeCharacters));
        for (var i = 0; i < Enough; i++) queue.TryEnqueue(large).Should().BeTrue();
        return _collections;
    }

    [Test]
    public void SeveralCallersCollectOnceForWhatTheyLeaveTogether()
    {
        const int callers = 8, rounds = 3;
        var garbage = new RefusedGarbage(() => 0, () => Interlocked.Increment(ref _collections));
        var large = WithText("string", new string('x', LargeCharacters));
        Parallel.For(0, callers, new ParallelOptions { MaxDegreeOfParallelism = callers }, _ =>
        {
            for (var i = 0; i < Enough * rounds / callers; i++) garbage.Add(large);
        });
        _collections.Should().BeInRange(1, rounds);
    }

    [SetUp]
    public void ForgetCollections() => _collections = 0;

    RefusedGarbage Garbage() => new(() => 0, () => _collections++);

    static LogEvent WithText(string kind, string text) => Some.LogEvent("{Text}", properties:
    [
        ("Text", kind switch
        {
            "string" => text,
            "structure" => Some.Structure(null, ("Text", text)),
            _ => new SequenceValue([new ScalarValue(text), new ScalarValue(1)]),
        }),
    ]);
}
