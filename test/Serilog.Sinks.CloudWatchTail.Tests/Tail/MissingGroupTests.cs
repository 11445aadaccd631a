using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A group that is deleted while it is tailed takes no other one along, and is tailed again when it is there again.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MissingGroupTests
{
    static readonly string[] Groups = ["/a", "/b", "/c"];

    [TestCase(false)]
    [TestCase(true)]
    public async Task TheOthersGoOnAndTheMissingGroupIsNamedAndTailedAgain(bool byPrefix)
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            foreach (var group in byPrefix ? ["/*"] : Groups) options.LogGroups.Add(group);
        });
        foreach (var group in Groups) harness.Aws.Put(group, "s");
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();

        harness.Aws.DeleteLogGroup("/b");
        harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        harness.NoticesOf<CloudWatchLiveTailNotice.LogGroupMissing>().Should().ContainSingle().Which.LogGroup.Should().Be("/b");
        harness.Aws.Put("/a", "s", "from a");
        harness.Aws.Put("/c", "s", "from c");
        await harness.WaitForEventsAsync(2);

        harness.Aws.Put("/b", "s", "from the new b, before it is tailed");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(3);
        harness.Aws.Put("/b", "s", "from the new b");
        await harness.WaitForEventsAsync(4);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo("from a", "from c", "from the new b, before it is tailed", "from the new b");
        harness.NoticesOf<CloudWatchLiveTailNotice.Started>().Last().LogGroups.Should().Contain(arn => arn.EndsWith(":/b"));
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Last().Cause.Should().Contain("/b can be tailed again");
    }

    [Test]
    public async Task TheOnlyGroupIsWaitedForAsWell()
    {
        await using var harness = await TailHarness.StartAsync();
        harness.Aws.DeleteLogGroup(TailHarness.Group);
        harness.Aws.LiveTailSessions.Single().CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.LogGroupMissing>();
        harness.Aws.Put(TailHarness.Group, "s", "new");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
        harness.Texts.Should().Equal("new");
    }
}
