using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

[Parallelizable(ParallelScope.All)]
public sealed class ManyGroupsTests
{
    [Test]
    public async Task MoreThanTenGroupsBecomeSeveralSessionsMergedIntoOne()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogGroups.Add("/many/*"));
        foreach (var group in Enumerable.Range(0, 23)) harness.Aws.Put($"/many/{group}", "s");
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(3);
        harness.Tail.State.Should().BeOneOf(CloudWatchLiveTailState.Live, CloudWatchLiveTailState.Backfilling);
        foreach (var group in Enumerable.Range(0, 23)) harness.Aws.Put($"/many/{group}", "s", $"from {group}");
        await harness.WaitForEventsAsync(23);

        // One of the sessions ends; the others go on.
        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        harness.Aws.LiveTailSessions[0].CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>();
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Interrupted);
        foreach (var group in Enumerable.Range(0, 23)) harness.Aws.Put($"/many/{group}", "s", $"again from {group}");
        away.Clear();
        await harness.WaitForEventsAsync(46);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo(Enumerable.Range(0, 23).SelectMany(n => new[] { $"from {n}", $"again from {n}" }));
        harness.NoticesOf<CloudWatchLiveTailNotice.Started>().Take(3).SelectMany(notice => notice.LogGroups).Should().HaveCount(23).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task MoreGroupsThanTheServicesSessionsCanShowAreRefused()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogGroups.Add("/many/*"));
        foreach (var group in Enumerable.Range(0, 151)) harness.Aws.Put($"/many/{group}", "s");
        harness.Run();
        await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>().WithMessage("*151 log groups*need 16 *SessionLimit is 15*");
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public async Task AnotherQuotaOfSessionsIsKept(int sessionLimit, bool suffices)
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.LogGroups.Add("/many/*");
            options.SessionLimit = sessionLimit;
        });
        foreach (var group in Enumerable.Range(0, 11)) harness.Aws.Put($"/many/{group}", "s");
        harness.Run();

        if (suffices) await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        else await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>().WithMessage("*11 log groups*need 2 *SessionLimit is 1*");
    }
}
