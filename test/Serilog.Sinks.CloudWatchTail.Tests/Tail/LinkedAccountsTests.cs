using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A tail in a monitoring account of CloudWatch's cross-account observability.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LinkedAccountsTests
{
    const string Own = "123456789012";
    const string Linked = "111122223333";

    [Test]
    public async Task GroupsOfLinkedAccountsAreTailedAndTheirEventsNameTheAccount()
    {
        await using var harness = await StartAsync(options =>
        {
            options.LogGroups.Add("/shop/*");
            options.IncludeLinkedAccounts = true;
        }, sessions: 2);
        harness.Aws.Put(TailHarness.Group, "s", "ours");
        harness.Aws.Put(Theirs(harness), "s", "theirs");
        await harness.WaitForEventsAsync(2);

        // The gap of an interruption is read from the linked account too.
        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        foreach (var session in harness.Aws.LiveTailSessions) session.CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(2);
        harness.Aws.Put(Theirs(harness), "s", "theirs, missed");
        away.Clear();
        await harness.WaitForEventsAsync(3);
        await harness.StopAsync();

        harness.Events.Select(e => (e.MessageTemplate.Text, Scalar(e, "LogAccount"), Scalar(e, "LogGroup"), Scalar(e, "Backfilled"))).Should().BeEquivalentTo(
        [
            ("ours", (object?)Own, (object?)TailHarness.Group, (object?)false),
            ("theirs", Linked, TailHarness.Group, false),
            ("theirs, missed", Linked, TailHarness.Group, true),
        ]);
    }

    [Test]
    public async Task WithoutTheOptionOnlyTheOwnAccountIsTailed()
    {
        await using var harness = await StartAsync(options => options.LogGroups.Add("/shop/*"));
        harness.Aws.Put(Theirs(harness), "s", "theirs");
        harness.Aws.Put(TailHarness.Group, "s", "ours");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();

        harness.Texts.Should().Equal("ours");
        harness.Events[0].Properties.Should().NotContainKey("LogAccount", "there is one account alone");
        harness.Aws.Requests.First(r => r.Operation == "DescribeLogGroups").BodyText.Should().NotContain("includeLinkedAccounts");
    }

    [Test]
    public async Task AnArnOfALinkedAccountNeedsNoOption()
    {
        await using var harness = await StartAsync(options => options.LogGroups.Add($"arn:aws:logs:us-east-1:{Linked}:log-group:{TailHarness.Group}"));
        harness.Aws.Put(Theirs(harness), "s", "theirs");
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();

        harness.Texts.Should().Equal("theirs");
        harness.Aws.RequestCount("DescribeLogGroups").Should().Be(0);
    }

    [Test]
    public async Task StreamsCannotBeChosenInGroupsOfSeveralAccounts()
    {
        await using var harness = await CreateAsync(options =>
        {
            options.LogGroups.Add(TailHarness.Group);
            options.LogStreamNamePrefixes.Add("s");
            options.IncludeLinkedAccounts = true;
        });
        harness.Run();

        (await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>())
            .WithMessage($"LogStreamNamePrefixes can only be used with exactly one log group*{Own}*{Linked}*ARN*")
            .Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Invalid);
    }

    [Test]
    public async Task ANameIsTailedInTheAccountsWhereItsClassCanBe()
    {
        const string Name = "/archive";
        await using var harness = await CreateAsync(options =>
        {
            options.LogGroups.Add(Name);
            options.IncludeLinkedAccounts = true;
        });
        harness.Aws.CreateLogGroup(Name, "INFREQUENT_ACCESS");
        var theirs = $"arn:aws:logs:{harness.Aws.Region}:{Linked}:log-group:{Name}";
        harness.Aws.Put(theirs, "s");
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        await harness.StopAsync();

        harness.NoticesOf<CloudWatchLiveTailNotice.Started>().First().LogGroups.Should().Equal(theirs);
        harness.NoticesOf<CloudWatchLiveTailNotice.LogGroupLeftOut>().Should().ContainSingle().Which.LogGroup.Should().Be($"arn:aws:logs:{harness.Aws.Region}:{Own}:log-group:{Name}");
    }

    [Test]
    public async Task AGroupThatIsMissingIsNamedByItsArn()
    {
        await using var harness = await StartAsync(options =>
        {
            options.LogGroups.Add("/shop/*");
            options.IncludeLinkedAccounts = true;
        }, sessions: 2);

        harness.Aws.DeleteLogGroup(Theirs(harness));
        foreach (var session in harness.Aws.LiveTailSessions) session.CutBetweenFrames();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.LogGroupMissing>();
        await harness.StopAsync();

        harness.NoticesOf<CloudWatchLiveTailNotice.LogGroupMissing>().First().LogGroup.Should().Be(Theirs(harness));
    }

    static object? Scalar(LogEvent logEvent, string name) => logEvent.Properties.TryGetValue(name, out var value) ? ((ScalarValue)value).Value : null;

    static string Theirs(TailHarness harness) => $"arn:aws:logs:{harness.Aws.Region}:{Linked}:log-group:{TailHarness.Group}";

    static async Task<TailHarness> CreateAsync(Action<CloudWatchLiveTailOptions> tail)
    {
        var harness = await TailHarness.CreateAsync(tail, emulator => emulator.LinkedAccounts.Add(Linked));
        harness.Aws.Put(Theirs(harness), "s");
        return harness;
    }

    static async Task<TailHarness> StartAsync(Action<CloudWatchLiveTailOptions> tail, int sessions = 1)
    {
        var harness = await CreateAsync(tail);
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(sessions);
        return harness;
    }
}
