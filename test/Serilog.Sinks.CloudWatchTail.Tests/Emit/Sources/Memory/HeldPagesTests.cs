using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Sources.Memory;

/// <summary>Pages on which batches have their events, and when they go back to the queue, which empties them.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class HeldPagesTests
{
    const int Full = EventQueue.PageSize, Large = 100_000;

    readonly PageRig _rig = new();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    public void APageGoesBackWhenTheLastBatchThatHasItsEventsEnds()
    {
        var (one, other) = (_rig.Batch(), _rig.Batch());
        var page = _rig.Move([.. Rows(one, 300), .. Rows(other, Full - 300)]);
        page.Left.Should().Be(Full, "nothing was copied");
        PageRig.Numbers(one, 300).Should().Equal(Enumerable.Range(0, 300));

        one.Clear();
        page.Left.Should().Be(Full - 300);
        PageRig.Numbers(other, Full - 300).Should().Equal(Enumerable.Range(300, Full - 300));

        other.Clear();
        page.Count.Should().Be(0, "it is back, and empty");
    }

    [Test]
    public void APageThatIsStillTakenGoesBackOnceAlthoughItsEventsAreGone()
    {
        var batch = _rig.Batch();
        for (var i = 0; i < Full; i++) _rig.Queue.TryEnqueue(PageRig.Numbered(i));
        var page = _rig.Pages.Take(out _)!;
        for (var i = 0; i < Full; i++) batch.Add(i);
        batch.Clear();
        page.Count.Should().Be(Full, "the loop reads it");
        _rig.Pages.EndTaking();
        page.Count.Should().Be(0);

        // Were it back twice, it would be filled twice.
        for (var i = 0; i < 3 * Full; i++) _rig.Queue.TryEnqueue(PageRig.Numbered(i));
        var pages = new List<CapturedEvents>();
        while (_rig.Queue.Take(out _) is { } next) pages.Add(next);
        pages.Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    [Test]
    public void EventsThatEnterNoBatchDoNotKeepTheirPage()
    {
        var batch = _rig.Batch();
        for (var i = 0; i < Full; i++) _rig.Queue.TryEnqueue(PageRig.Numbered(i));
        var page = _rig.Pages.Take(out _)!;
        _rig.Pages.Drop(0, 1);
        for (var i = 1; i < Full - 1; i++) batch.Add(i);
        _rig.Pages.Drop(Full - 1, 1);
        _rig.Pages.EndTaking();

        PageRig.Numbers(batch, Full - 2).Should().Equal(Enumerable.Range(1, Full - 2));
        batch.Clear();
        page.Count.Should().Be(0);
    }

    [Test]
    public void FewEventsAreCopiedAndKeepNoPage()
    {
        var batch = _rig.Batch();
        _rig.Move(Rows(batch, 10)).Count.Should().Be(0);
        _rig.Move(Rows(batch, Full)).Left.Should().Be(Full);
        _rig.Move(Rows(batch, 10)).Count.Should().Be(0);

        PageRig.Numbers(batch, Full + 20).Should().Equal([.. Enumerable.Range(0, 10), .. Enumerable.Range(0, Full), .. Enumerable.Range(0, 10)]);
    }

    [Test]
    public void EventsOfInterleavedStreamsAreCopiedBecauseTheSlowestWouldKeepAll()
    {
        var batches = Enumerable.Range(0, 10).Select(_ => _rig.Batch()).ToArray();
        var interleaved = Enumerable.Range(0, Full).Select(i => batches[i % 10]).ToArray();
        _rig.Move(interleaved).Left.Should().Be(Full, "nothing is known of the streams yet");
        _rig.Move(interleaved).Count.Should().Be(0);
        _rig.Move(Rows(batches[0], Full)).Count.Should().Be(0);
        _rig.Move(Rows(batches[0], Full)).Left.Should().Be(Full, "it is one stream again");

        PageRig.Numbers(batches[1], 102).Should().Equal(Enumerable.Repeat(Enumerable.Range(0, Full).Where(i => i % 10 == 1), 2).SelectMany(n => n).Take(102));
        PageRig.Numbers(batches[0], 104 + (2 * Full))[^Full..].Should().Equal(Enumerable.Range(0, Full));
    }

    [Test]
    public void APartOfABatchHasItsEventsWhenTheWholeHasEnded()
    {
        var (whole, part) = (_rig.Batch(), _rig.Batch());
        var page = _rig.Move(Rows(whole, Full));
        for (var i = 100; i < 400; i++) part.AddFrom(whole, i);
        whole.Clear();

        page.Count.Should().Be(0);
        PageRig.Numbers(part, 300).Should().Equal(Enumerable.Range(100, 300));
    }

    [Test]
    public void ABatchIsUsedAgainAfterItsEnd()
    {
        var batch = _rig.Batch();
        for (var round = 0; round < 3; round++)
        {
            var page = _rig.Move(Rows(batch, Full - round));
            PageRig.Numbers(batch, Full - round).Should().Equal(Enumerable.Range(0, Full - round));
            batch.Clear();
            page.Count.Should().Be(0);
        }
    }

    [Test]
    public void WhatAnEventHoldsIsFreeWithItsBatchThoughItsPageIsNot()
    {
        var (one, other) = (_rig.Batch(), _rig.Batch());
        var texts = Fill();
        GC.Collect();
        texts.Should().OnlyContain(t => t.IsAlive);
        one.Clear();
        GC.Collect();
        texts.Select(t => t.IsAlive).Should().Equal(false, true);
        other.Clear();
        GC.Collect();
        texts.Should().OnlyContain(t => !t.IsAlive);
        GC.KeepAlive(_rig);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference[] Fill()
        {
            var strings = new[] { new string('x', 10), new string('y', 10) };
            _rig.Move([.. Rows(one, 256), .. Rows(other, 256)], i => Some.LogEvent("{A}", properties: [("A", strings[i / 256])]));
            return [.. strings.Select(s => new WeakReference(s))];
        }
    }

    [Test]
    public void CopiesOfLargeStringsAreFreeWithTheirBatchThoughTheirPageIsNot()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = LargeText.BytesInUse;
        using var rig = new PageRig(limitBytes: 1 << 21);
        var (one, other, part) = (rig.Batch(), rig.Batch(), rig.Batch());
        rig.Move([.. Rows(other, 100), .. Rows(one, 300)], i => Some.LogEvent("{A}", properties: [("A", i is 99 or 399 ? new string('x', Large) : "")]));
        InUse().Should().Be(2 * 2 * Large);
        one.Clear();
        InUse().Should().Be(2 * Large, "the last one that was copied is not kept for a next event");

        part.AddFrom(other, 99);
        other.Clear();
        InUse().Should().Be(2 * Large);
        part.ToLogEvent(0).Properties["A"].ToString().Should().HaveLength(Large + 2);
        part.Clear();
        InUse().Should().Be(0);

        long InUse() => LargeText.BytesInUse - before;
    }

    [Test]
    public void AStreamThatStallsKeepsFewOfThePagesThatItSharedWithOthers()
    {
        const int Share = 32, Pages = 200, Limit = 1 << 20, Spare = Limit / 16 / CapturedSize.PerEvent;
        using var rig = new PageRig(pagesBytes: Limit);
        var (stalled, other) = (rig.Batch(), rig.Batch());
        var pages = new HashSet<CapturedEvents>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < Pages; i++)
        {
            var first = i * Share;
            pages.Add(rig.Move([.. Rows(stalled, Share), .. Rows(other, Full - Share)], n => PageRig.Numbered(first + n)));
            other.Clear();
            var (places, events) = (pages.Count(p => p.Count > 0) * Full, pages.Sum(p => p.Left));
            places.Should().BeLessThanOrEqualTo((2 * events) + Spare + Full, "the last one is looked at with the next");
        }

        PageRig.Numbers(stalled, Pages * Share).Should().Equal(Enumerable.Range(0, Pages * Share));
        stalled.Clear();
        pages.Should().OnlyContain(p => p.Count == 0);
    }

    [Test]
    public void WhileNoPageComesAStalledBatchKeepsThoseOfTheBurstAndNoMore()
    {
        const int Pages = 50, Limit = 1 << 20, Spare = Limit / 16 / CapturedSize.PerEvent;
        using var rig = new PageRig(pagesBytes: Limit);
        var (stalled, other) = (rig.Batch(), rig.Batch());
        var burst = Enumerable.Range(0, Pages).Select(i => rig.Move([stalled, .. Rows(other, Full - 1)], _ => PageRig.Numbered(i))).ToArray();
        other.Clear();
        burst.Should().OnlyContain(p => p.Left == 1, "nothing has come for which room is needed");

        var next = rig.Move(Rows(other, Full));
        (burst.Count(p => p.Count > 0) * Full).Should().BeLessThanOrEqualTo((2 * Pages) + Spare, "the next page has the events of the others copied");
        PageRig.Numbers(stalled, Pages).Should().Equal(Enumerable.Range(0, Pages));
        other.Clear();
        next.Count.Should().Be(0);
    }

    [Test]
    public void APageOfWhichMuchIsLeftIsKeptAsItIs()
    {
        using var rig = new PageRig(pagesBytes: 1 << 20);
        var (slow, quick) = (rig.Batch(), rig.Batch());
        var full = Enumerable.Range(0, 3).Select(_ => rig.Move(Rows(slow, Full))).ToArray();
        for (var i = 0; i < 20; i++)
        {
            rig.Move([.. Rows(slow, 10), .. Rows(quick, Full - 10)]);
            quick.Clear();
        }

        full.Should().OnlyContain(p => p.Left == Full);
    }

    static MemoryEvents[] Rows(MemoryEvents batch, int count) => [.. Enumerable.Repeat(batch, count)];
}
