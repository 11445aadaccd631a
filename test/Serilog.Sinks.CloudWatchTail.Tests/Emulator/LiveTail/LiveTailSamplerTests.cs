using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

public sealed class LiveTailSamplerTests
{
    const int Megabyte = 1_000_000;

    [Test]
    public void WhatNoMessageCouldShowIsNotKeptForASlowReader()
    {
        var sampler = new LiveTailSampler(limit: 500);
        var message = new byte[Megabyte];
        for (var i = 0; i < 100; i++) sampler.Add(new("g", "s", new(i, i, i, message)));
        var update = sampler.Take();
        update.Results.Should().HaveCount(24 * 1024 * 1024 / Megabyte);
        update.Sampled.Should().BeTrue();
        sampler.Take().Should().BeEquivalentTo(new { Results = Array.Empty<LiveTailResult>(), Sampled = false });
    }

    [TestCase(1, 1, 1, false)]
    [TestCase(1, 2, 1, true)]
    [TestCase(3, 3, 3, false)]
    [TestCase(3, 1000, 3, true)]
    [TestCase(int.MaxValue, 5000, 5000, false)]
    public void AnUpdateHasItsLimitOfEventsAndSaysWhetherThereWereMore(int limit, int added, int shown, bool sampled)
    {
        var sampler = new LiveTailSampler(limit);
        for (var i = 0; i < added; i++) sampler.Add(new("g", "s", new(i, i, i, [])));
        var update = sampler.Take();
        update.Results.Select(r => r.Record.Id).Should().HaveCount(shown).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        update.Sampled.Should().Be(sampled);
    }
}
