using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Deduplication;

public sealed class EventMergeTests
{
    readonly TailedGroup _orders = TailSome.Group("/shop/orders");
    readonly TailedGroup _stock = TailSome.Group("/shop/stock");

    [Test]
    public void TheSameLineOfTwoGroupsIsTwoEvents()
    {
        var merge = Merge(new TailStart(null, TailSome.Time));
        merge.AddLive(_orders, TailSome.Live("m")).Should().BeTrue();
        merge.AddFound(_stock, TailSome.Found("m", "1"), TailSome.Time).Should().BeTrue();
        merge.AddFound(_orders, TailSome.Found("m", "1"), TailSome.Time).Should().BeFalse();
    }

    [Test]
    public void IngestionTimesDoNotMatter()
    {
        var merge = Merge(new TailStart(null, TailSome.Time));
        merge.AddLive(_orders, TailSome.Live("m")).Should().BeTrue();
        merge.AddFound(_orders, TailSome.Found("m", "1", ingested: TailSome.Time.AddMilliseconds(7)), TailSome.Time).Should().BeFalse();
    }

    [Test]
    public void WhatNobodyAskedForIsNotShown()
    {
        var merge = Merge(new TailStart(History: null, TailSome.Time));
        var before = TailSome.Time.AddSeconds(-30);
        merge.AddFound(_orders, TailSome.Found("put before", "1", before, before), before).Should().BeFalse();
        merge.AddFound(_orders, TailSome.Found("old but put since", "2", before, TailSome.Time), before).Should().BeTrue();

        var history = Merge(new TailStart(before, TailSome.Time));
        history.AddFound(_orders, TailSome.Found("in the history", "1", before, before), before).Should().BeTrue();
        history.AddFound(_orders, TailSome.Found("before it", "2", before.AddSeconds(-1), before), before).Should().BeFalse();
    }

    [Test]
    public void AResumedTailIsBoundedByWhatTheFirstOneWasAskedFor()
    {
        var first = new TailStart(History: null, TailSome.Time);
        var merge = Merge(new TailStart(TailSome.Time.AddMinutes(-2), TailSome.Time.AddMinutes(10), first));
        var before = TailSome.Time.AddSeconds(-30);
        merge.AddFound(_orders, TailSome.Found("before the first began", "1", before, before), before).Should().BeFalse();
        merge.AddFound(_orders, TailSome.Found("put while it ran", "2", before, TailSome.Time.AddMinutes(1)), before).Should().BeTrue();
    }

    [Test]
    public void TheMemoryIsBoundedAndWhatHadToBeForgottenIsGivenUpNotRepeated()
    {
        var merge = Merge(new TailStart(null, DateTimeOffset.UnixEpoch), capacity: 100);
        for (var second = 0; second < 500; second++) merge.AddLive(_orders, TailSome.Live("m", TailSome.Time.AddSeconds(second))).Should().BeTrue();
        var now = TailSome.Time.AddSeconds(500);
        var (floor, ahead) = merge.Forget(TailSome.Time.AddSeconds(-1_000), now);
        floor.Should().BeAfter(TailSome.Time.AddSeconds(390)).And.BeBefore(TailSome.Time.AddSeconds(420));
        ahead.Should().BeFalse();
        merge.Forget(TailSome.Time.AddSeconds(-1_000), now).Should().Be(((DateTimeOffset?)null, false));

        var horizon = TailSome.Time.AddSeconds(-1_000);
        merge.AddFound(_orders, TailSome.Found("m", "1", TailSome.Time.AddSeconds(100)), horizon).Should().BeFalse("it may have been shown");
        merge.AddFound(_orders, TailSome.Found("m", "2", TailSome.Time.AddSeconds(499)), horizon).Should().BeFalse("it was shown");
        merge.AddFound(_orders, TailSome.Found("n", "3", TailSome.Time.AddSeconds(499)), horizon).Should().BeTrue();
    }

    [Test]
    public void AWriterWhoseClockIsFastDoesNotUseUpTheMemoryForTheOthers()
    {
        var merge = Merge(new TailStart(null, DateTimeOffset.UnixEpoch), capacity: 100);
        for (var second = 0; second < 90; second++) merge.AddLive(_orders, TailSome.Live("m", TailSome.Time.AddSeconds(second)));
        for (var second = 0; second < 200; second++) merge.AddLive(_orders, Ahead(second)).Should().BeTrue();
        merge.Forget(TailSome.Time, TailSome.Time.AddSeconds(90)).Should().Be(((DateTimeOffset?)null, true));

        merge.AddLive(_orders, Ahead(201)).Should().BeTrue("live tail shows it once");
        merge.AddFound(_orders, FoundAhead(201), TailSome.Time).Should().BeFalse("whether it was shown is not known");
        merge.AddFound(_orders, TailSome.Found("m", "2", TailSome.Time.AddSeconds(5)), TailSome.Time).Should().BeFalse("it was shown");
        merge.AddFound(_orders, TailSome.Found("n", "3", TailSome.Time.AddSeconds(5)), TailSome.Time).Should().BeTrue();
        merge.Forget(TailSome.Time, TailSome.Time.AddSeconds(90)).Should().Be(((DateTimeOffset?)null, false));

        static LiveTailEvent Ahead(int second) =>
            TailSome.Live("ahead", TailSome.Time.AddHours(1).AddSeconds(second)) with { IngestionTime = TailSome.Time.ToUnixTimeMilliseconds() };

        static FilteredLogEvent FoundAhead(int second) =>
            TailSome.Found("ahead", $"{second}", TailSome.Time.AddHours(1).AddSeconds(second), TailSome.Time);
    }

    [Test]
    public void WhatWasNotHandedOverIsNotInTheCheckpoint()
    {
        var merge = Merge(new TailStart(null, TailSome.Time));
        merge.AddLive(_orders, TailSome.Live("m"));
        merge.AddLive(_orders, TailSome.Live("m"));
        merge.AddLive(_orders, TailSome.Live("n"));
        merge.Shown(_orders, []).Sum(shown => shown.Copies).Should().Be(3);
        merge.Shown(_orders, [TailSome.Message("m"), TailSome.Message("n")]).Should().ContainSingle().Which.Copies.Should().Be(1);
    }

    EventMerge Merge(TailStart start, int capacity = EventMerge.Capacity) => new(
        new Dictionary<TailedGroup, TailStart> { [_orders] = start, [_stock] = start }, new Fingerprints(Fingerprints.NewKey()), TimeSpan.FromSeconds(120), capacity);
}
