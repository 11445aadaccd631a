using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

class EventStoreTests
{
    [Test]
    public void TheOldestEventsMakeRoomAndAreCounted()
    {
        var store = new EventStore(new StoreLimits { Events = 100 });
        Add(store, 250, i => $"event {i}");

        store.Count.Should().Be(100);
        store.Dropped.Should().Be(150);
        (store.FirstSeq, store.LastSeq).Should().Be((151, 250));
        store.Find(150).Should().BeNull();
        store.Find(151)!.Read().RenderMessage().Should().Be("event 150");
        store.Find(250)!.Read().RenderMessage().Should().Be("event 249");
        store.Find(251).Should().BeNull();
        store.Find(0).Should().BeNull();
        store.Find(-1).Should().BeNull();
    }

    [Test]
    public void LargeEventsAreLimitedByTheirBytes()
    {
        var store = new EventStore(new StoreLimits { Bytes = 5_000_000 });
        Add(store, 20, i => $"{i} {new string('x', 1_000_000)}");

        store.Count.Should().Be(4);
        store.Dropped.Should().Be(16);
        store.Bytes.Should().BeInRange(4_000_000, 5_000_000);
        store.Find(20)!.Message.Should().HaveCount(1_000_003);
    }

    [Test]
    public void NamesGoWithTheirEvents()
    {
        var store = new EventStore(new StoreLimits { Events = 10 });
        Add(store, 1_000, i => $$"""{"@t":"2026-03-01T12:00:00Z","@mt":"template {{i}} {X}","X":{{i}}}""");
        var (first, second) = (store.Find(999)!.Template.Id, store.Find(1_000)!.Template.Id);
        second.Should().Be(first + 1);
        store.Bytes.Should().BeLessThan(10 * 1_000, "a thousand templates have gone with their events");

        store.Clear();
        (store.Count, store.Bytes, store.FirstSeq).Should().Be((0, 0, 1_001));
        store.Find(1_000).Should().BeNull();

        Add(store, 1, _ => """{"@t":"2026-03-01T12:00:00Z","@mt":"template 999 {X}","X":1}""");
        store.Find(1_001)!.Template.Id.Should().BeGreaterThan(second, "a number is never used again");
    }

    /// <summary>The limit is one of memory, so what is counted must be what it takes.</summary>
    [TestCase(50, "small events")]
    [TestCase(500, "usual events")]
    [TestCase(20_000, "large events")]
    [NonParallelizable]
    public void TheBytesAreThoseOfTheHeap(int length, string because)
    {
        var ratios = new List<double>();
        // Garbage of other tests may be collected between the two measurements, so the best of a few counts.
        for (var attempt = 0; attempt < 5 && !ratios.Exists(ratio => ratio is > 0.8 and < 1.25); attempt++) ratios.Add(RatioOf(length));
        ratios.Should().Contain(ratio => ratio > 0.8 && ratio < 1.25, because);
    }

    static double RatioOf(int length)
    {
        var store = new EventStore(new StoreLimits());
        var filler = new string('x', length);
        var count = Math.Min(90_000, 60_000_000 / (length + 200));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Add(store, count, i => $$"""{"@t":"2026-03-01T12:00:00Z","@mt":"template {{i % 5_000}} {X}","X":"{{filler}}"}""");
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        store.Count.Should().Be(count);
        return (double)store.Bytes / taken;
    }

    [Test]
    public async Task ReadersSeeWholeEventsWhileTheTailWrites()
    {
        var store = new EventStore(new StoreLimits { Events = 500 });
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var seen = 0L;
            while (!done.IsCancellationRequested)
            {
                for (var seq = store.FirstSeq; seq <= store.LastSeq; seq++)
                {
                    if (store.Find(seq) is not { } stored) continue;
                    stored.Seq.Should().Be(seq);
                    stored.Read().RenderMessage().Should().Be($"event {seq - 1}");
                    seen++;
                }
            }

            return seen;
        })).ToArray();
        Add(store, 20_000, i => $"event {i}");
        await done.CancelAsync();
        await Task.WhenAll(readers).WaitAsync(Limits.Patience);
        store.Count.Should().Be(500);
        store.Dropped.Should().Be(19_500);
    }

    static void Add(EventStore store, int count, Func<int, string> message)
    {
        for (var i = 0; i < count; i++) Add(store, message(i));
    }

    static void Add(EventStore store, string text)
    {
        var message = new CloudWatchLiveTailMessage(TailSome.Message(text));
        message.TryRead(out var logEvent).Should().BeTrue();
        store.Add(message, logEvent!);
    }
}
