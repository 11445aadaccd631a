using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Memory;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class EventQueueTests
{
    readonly LoopSignal _signal = new(new ManualTimeProvider());
    readonly SinkLedger _ledger = new();

    [Test]
    public void EventsComeOutInTheOrderTheyWentIn()
    {
        var queue = Queue();
        var events = Enumerable.Range(0, 500).Select(i => Some.Event($"{i}")).ToArray();
        foreach (var e in events) queue.TryEnqueue(e).Should().BeTrue();

        Capture.Texts(queue.Take(out _)).Should().Equal(events.Select(e => e.MessageTemplate.Text));
        queue.Take(out _).Should().BeNull();
        queue.Waiting.Should().Be(500, "taken is not delivered");
    }

    [Test]
    public void EventsOfSeveralPagesComeOutInOrderAndPagesAreUsedAgain()
    {
        var queue = Queue();
        for (var round = 0; round < 3; round++)
        {
            var texts = Enumerable.Range(0, (EventQueue.PageSize * 2) + 10).Select(i => $"{round}-{i}").ToArray();
            foreach (var text in texts) queue.TryEnqueue(Some.Event(text));

            var taken = new List<string>();
            while (queue.Take(out _) is { } page)
            {
                taken.AddRange(Capture.Texts(page));
                queue.Return(page);
            }

            taken.Should().Equal(texts);
        }
    }

    [Test]
    public void AnEventIsKeptInPartsFromWhichAnEqualOneIsMade()
    {
        var queue = Queue();
        var logged = Some.Event();
        queue.TryEnqueue(logged);
        var made = queue.Take(out _)![0].ToLogEvent();
        made.Should().NotBeSameAs(logged);
        made.Should().BeEquivalentTo(logged);
    }

    [Test]
    public void AChosenStreamCountsInTheMemoryAsFarAsItsNameIsKept()
    {
        const int KeptBytes = 513 * sizeof(char);
        (BytesWith(_ => new string('x', 1_000_000)) - BytesWith(_ => null)).Should().BeInRange(KeptBytes, 2 * KeptBytes);

        long BytesWith(Func<LogEvent, string?> choose)
        {
            StreamNameTemplate.TryParse("s", new StreamConstants("", "", "", ""), out var template, out _).Should().BeTrue();
            var queue = new EventQueue(new EventQueueLimits(10, 1 << 20, false, 4_096, LogEventLevel.Fatal), _signal, _ledger, template!.After(choose));
            queue.TryEnqueue(Some.Event());
            return queue.WaitingBytes;
        }
    }

    [Test]
    public void WhenTheQueueIsFullTheRefusedEventIsKeptForTheReport()
    {
        var queue = Queue(limit: 2);
        var refused = Some.Event("refused");
        queue.TryEnqueue(Some.Event()).Should().BeTrue();
        queue.TryEnqueue(Some.Event()).Should().BeTrue();
        queue.TryEnqueue(refused).Should().BeTrue("the loop will report it");

        queue.Refused.Take(CloudWatchFailureReason.QueueFull).Should().BeEquivalentTo((1L, new[] { refused }));
        queue.Emitted.Should().Be(3);
        queue.Waiting.Should().Be(2);
    }

    [Test]
    public void RefusingTakesNoMemoryWithoutBoundButKeepsTheExactNumber()
    {
        var queue = Queue(limit: 1, limitBytes: 1L << 30);
        var e = Some.Event();
        for (var i = 0; i < 20_001; i++) queue.TryEnqueue(e);

        var (count, kept) = queue.Refused.Take(CloudWatchFailureReason.QueueFull);
        count.Should().Be(20_000);
        kept.Should().HaveCount(10_000);
    }

    [Test]
    public void RenderedBytesCloseTheQueueTooAndReleasingThemOpensIt()
    {
        var queue = Queue(limitBytes: 1 << 20);
        queue.TryEnqueue(Some.Event());
        queue.CountPacked(expected: 0, kept: 1 << 20);
        queue.TryEnqueue(Some.Event());
        queue.Refused.Take(CloudWatchFailureReason.QueueFull).Count.Should().Be(1);

        queue.Leave(1);
        queue.FreePacked(1 << 20);
        queue.TryEnqueue(Some.Event());
        queue.Refused.Take(CloudWatchFailureReason.QueueFull).Count.Should().Be(0);
    }

    [Test]
    public async Task WithBlockWhenFullTheCallerWaitsForRoom()
    {
        var queue = Queue(limit: 1, block: true);
        queue.TryEnqueue(Some.Event("first"));
        var waiting = Task.Factory.StartNew(() => queue.TryEnqueue(Some.Event("second")), TaskCreationOptions.LongRunning);
        queue.Take(out _)!.Count.Should().Be(1);
        queue.Leave(1);

        (await waiting.WaitAsync(Limits.Patience)).Should().BeTrue();
        Capture.Texts(queue.Take(out _)).Should().Equal("second");
    }

    [Test]
    public async Task ClosingReleasesCallersThatWaitForRoom()
    {
        var queue = Queue(limit: 1, block: true);
        queue.TryEnqueue(Some.Event());
        var waiting = Task.Factory.StartNew(() => queue.TryEnqueue(Some.Event()), TaskCreationOptions.LongRunning);
        queue.Close();

        (await waiting.WaitAsync(Limits.Patience)).Should().BeTrue("the loop will report it");
        queue.Refused.Take(CloudWatchFailureReason.Closed).Count.Should().Be(1);
        queue.Emitted.Should().Be(2);
        queue.Waiting.Should().Be(1);
    }

    [Test]
    public async Task AnUrgentEventWakesTheLoopAtOnceAndOthersOnlyWhenItAskedForIt()
    {
        var queue = Queue();
        queue.TryEnqueue(Some.Event());
        var woken = WaitForSignal();
        woken.IsCompleted.Should().BeFalse("nobody asked to be woken for each event");

        queue.TryEnqueue(Some.Event(level: LogEventLevel.Fatal));
        await woken.WaitAsync(Limits.Patience);
        queue.Take(out var urgent)!.Count.Should().Be(2);
        urgent.Should().BeTrue();

        queue.TryArmWakeUp().Should().BeTrue();
        woken = WaitForSignal();
        queue.TryEnqueue(Some.Event());
        await woken.WaitAsync(Limits.Patience);
        queue.TryArmWakeUp().Should().BeFalse("an event is there already");
    }

    [Test]
    public void AnUrgentEventIsToldOfWithItsOwnPageAndNotBefore()
    {
        var queue = Queue();
        for (var i = 0; i < EventQueue.PageSize; i++) queue.TryEnqueue(Some.Event());
        queue.TryEnqueue(Some.Event(level: LogEventLevel.Fatal));

        queue.Take(out var urgent)!.Count.Should().Be(EventQueue.PageSize);
        urgent.Should().BeFalse();
        queue.Take(out urgent)!.Count.Should().Be(1);
        urgent.Should().BeTrue();
        queue.TryEnqueue(Some.Event());
        queue.Take(out urgent)!.Count.Should().Be(1);
        urgent.Should().BeFalse();
    }

    Task WaitForSignal() => Task.Factory.StartNew(() => _signal.WaitUntil(long.MaxValue), TaskCreationOptions.LongRunning);

    [TearDown]
    public void TearDown() => _signal.Dispose();

    EventQueue Queue(int limit = 1_000_000, long limitBytes = 1 << 24, bool block = false) => new(new EventQueueLimits(limit, limitBytes, block, 4_096, LogEventLevel.Fatal), _signal, _ledger);
}
