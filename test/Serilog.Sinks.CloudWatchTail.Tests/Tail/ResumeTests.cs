using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A tail that is restarted goes on where the last one stopped.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ResumeTests
{
    [Test]
    public async Task ATailThatEndedOrderlyLosesAndRepeatsNothing()
    {
        using var file = new TailCheckpointPath();
        await using var harness = await TailHarness.StartAsync(options => options.CheckpointFile = file.Path);
        harness.Aws.Put(TailHarness.Group, "s", "one", "same", "same");
        await harness.WaitForEventsAsync(3);
        await harness.StopAsync();

        harness.Aws.Put(TailHarness.Group, "s", "while down", "same");
        await using var second = harness.Next(options => options.CheckpointFile = file.Path);
        second.Run();
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "two");
        await second.WaitForEventsAsync(3);
        await second.StopAsync();
        second.Texts.Should().BeEquivalentTo("while down", "same", "two");

        await using var third = harness.Next(options => options.CheckpointFile = file.Path);
        third.Run();
        await third.WaitForNoticesAsync<CloudWatchLiveTailNotice.HistoryRead>();
        await third.StopAsync();
        third.Texts.Should().BeEmpty();
    }

    [Test]
    public async Task WhatWasNotHandedOverAtTheEndIsShownByTheNextTail()
    {
        using var file = new TailCheckpointPath();
        using var gate = new TailGate();
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.CheckpointFile = file.Path;
            options.ShutdownTimeLimit = TimeSpan.FromSeconds(1);
        });
        harness.Run(gate.Logger);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "one", "two", "two", "three");
        await gate.Reached;
        await harness.StopAsync();
        gate.Texts.Should().Equal("one");

        await using var second = harness.Next(options => options.CheckpointFile = file.Path);
        second.Run();
        await second.WaitForEventsAsync(3);
        await second.StopAsync();
        second.Texts.Should().BeEquivalentTo("two", "two", "three");
        gate.Open();
    }

    [Test]
    public async Task ATailThatWasKilledLosesNothingAndRepeatsOnlyWhatCameAfterTheLastWrite()
    {
        using var file = new TailCheckpointPath();
        using var copy = new TailCheckpointPath();
        var put = new List<string>();
        await using var harness = await TailHarness.StartAsync(options => options.CheckpointFile = file.Path);
        await PutAsync("before", 200, harness);
        // The checkpoint is written every half minute, on the fast clock; what the second write says was taken after all that has come so far.
        for (var write = 0; write < 2; write++)
        {
            file.Delete();
            await harness.Aws.WaitUntilAsync(_ => file.Exists);
        }

        var known = harness.Texts.ToHashSet();
        await PutAsync("after", 100, harness);

        // What a killed process leaves behind: the file as it is now.
        file.CopyTo(copy);
        await harness.StopAsync();
        for (var n = 0; n < 50; n++) Put($"down {n}", harness);

        await using var second = harness.Next(options => options.CheckpointFile = copy.Path);
        second.Run();
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        for (var n = 0; n < 50; n++) Put($"again {n}", harness);
        await second.WaitForAsync(() => harness.Texts.Concat(second.Texts).ToHashSet().Count == put.Count);
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.HistoryRead>();
        await second.StopAsync();

        harness.Texts.Concat(second.Texts).Distinct().Should().BeEquivalentTo(put);
        second.Texts.Should().OnlyHaveUniqueItems();
        second.Texts.Should().NotIntersectWith(known);

        void Put(string text, TailHarness to)
        {
            put.Add(text);
            to.Aws.Put(TailHarness.Group, $"s{put.Count % 3}", text);
        }

        async Task PutAsync(string text, int count, TailHarness to)
        {
            for (var n = 0; n < count; n++) Put($"{text} {n}", to);
            await to.WaitForEventsAsync(put.Count);
        }
    }

    [TestCase(null, "long ago", "just now")]
    [TestCase(30.0, "just now")]
    public async Task SinceBoundsHowFarBackARestartReaches(double? since, params string[] shown)
    {
        using var file = new TailCheckpointPath();
        await using var harness = await TailHarness.StartAsync(options =>
        {
            options.CheckpointFile = file.Path;
            options.Overlap = TimeSpan.FromMinutes(90);
        });
        await harness.StopAsync();
        harness.Aws.Put(TailHarness.Group, "s", [(harness.Now.AddMinutes(-60), "long ago"), (harness.Now, "just now")]);

        await using var second = harness.Next(options =>
        {
            options.CheckpointFile = file.Path;
            options.Overlap = TimeSpan.FromMinutes(90);
            options.Since = since is null ? null : TimeSpan.FromMinutes(since.Value);
        });
        second.Run();
        await second.WaitForEventsAsync(shown.Length);
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.HistoryRead>();
        await second.StopAsync();
        second.Texts.Should().BeEquivalentTo(shown);
    }

    [Test]
    public async Task ALongerOverlapAfterARestartRepeatsNothing()
    {
        using var file = new TailCheckpointPath();
        await using var harness = await TailHarness.StartAsync(options => options.CheckpointFile = file.Path);
        harness.Aws.Put(TailHarness.Group, "s", "one");
        await harness.WaitForEventsAsync(1);
        // Until it is forgotten: by then nothing looks for it any more.
        var then = harness.Now;
        await harness.Aws.WaitUntilAsync(_ => harness.Now - then > TimeSpan.FromSeconds(60));
        await harness.StopAsync();

        await using var second = harness.Next(options =>
        {
            options.CheckpointFile = file.Path;
            options.Overlap = TimeSpan.FromHours(1);
        });
        second.Run();
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.HistoryRead>();
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "two");
        await second.WaitForEventsAsync(1);
        await second.StopAsync();
        second.Texts.Should().Equal("two");
    }

    [Test]
    public async Task ACheckpointOfAClockThatWasFastIsNoObstacle()
    {
        using var file = new TailCheckpointPath();
        await using var harness = await TailHarness.CreateAsync();
        var ahead = harness.Now.AddDays(1);
        var arn = $"arn:aws:logs:{harness.Aws.Region}:{harness.Aws.AccountId}:log-group:{TailHarness.Group}";
        new TailCheckpointFile(file.Path, new TailNotices(_ => { })).Write(
            new TailCheckpoint(Fingerprints.NewKey(), [new GroupCheckpoint(arn, ahead, ahead, new TailStart(null, harness.Now.AddDays(-1)), [])]));
        harness.Aws.Put(TailHarness.Group, "s", "one");

        await using var second = harness.Next(options => options.CheckpointFile = file.Path);
        second.Run();
        await second.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "two");
        await second.WaitForEventsAsync(2);
        await second.StopAsync();
        second.Texts.Should().BeEquivalentTo("one", "two");
    }

    [TestCase("not a checkpoint")]
    [TestCase("")]
    public async Task AnUnreadableCheckpointIsAnnouncedAndTheTailStartsLive(string content)
    {
        using var file = new TailCheckpointPath();
        file.Write(content);
        await using var harness = await TailHarness.CreateAsync(options => options.CheckpointFile = file.Path);
        harness.Aws.Put(TailHarness.Group, "s", [(harness.Now.AddMinutes(-1), "old")]);
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put(TailHarness.Group, "s", "new");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();

        harness.Texts.Should().Equal("new");
        harness.NoticesOf<CloudWatchLiveTailNotice.CheckpointFailed>().Should().ContainSingle().Which.Path.Should().Be(file.Path);
    }

    [Test]
    public async Task ACheckpointThatCannotBeWrittenIsAnnouncedAndEndsNothing()
    {
        using var file = new TailCheckpointPath();
        Directory.CreateDirectory(file.Path);
        await using var harness = await TailHarness.StartAsync(options => options.CheckpointFile = file.Path);
        harness.Aws.Put(TailHarness.Group, "s", "one");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
        harness.NoticesOf<CloudWatchLiveTailNotice.CheckpointFailed>().Should().NotBeEmpty();
    }
}
