using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>What the service refuses from the start ends the tail with its own words.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RefusalTests
{
    [TestCase("StartLiveTail", "AccessDeniedException", CloudWatchLogsErrorClass.Denied)]
    [TestCase("StartLiveTail", "InvalidParameterException", CloudWatchLogsErrorClass.Invalid)]
    [TestCase("StartLiveTail", "ResourceNotFoundException", CloudWatchLogsErrorClass.NotFound)]
    [TestCase("FilterLogEvents", "AccessDeniedException", CloudWatchLogsErrorClass.Denied)]
    [TestCase("FilterLogEvents", "InvalidParameterException", CloudWatchLogsErrorClass.Invalid)]
    [TestCase("DescribeLogGroups", "AccessDeniedException", CloudWatchLogsErrorClass.Denied)]
    public async Task ARefusalComesOutOfRunAsync(string operation, string code, CloudWatchLogsErrorClass errorClass)
    {
        await using var harness = await TailHarness.CreateAsync();
        harness.Aws.Faults.On(operation).UntilCleared().Reject(code, "No, never.");
        harness.Run();

        var thrown = (await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>()).Which;
        thrown.ErrorCode.Should().Be(code);
        thrown.ErrorClass.Should().Be(errorClass);
        thrown.Message.Should().Contain("No, never.");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Ended>();
        harness.NoticesOf<CloudWatchLiveTailNotice.Ended>().Should().ContainSingle().Which.Exception.Should().BeSameAs(thrown);
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Stopped);
        await harness.Aws.WaitForLiveTailSessionsAsync(0);
    }

    [Test]
    public async Task ARefusalComesOutOfReadAsyncAfterWhatWasReceived()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.Since = TimeSpan.FromHours(1), emulator => emulator.VisibilityDelay = TimeSpan.Zero);
        harness.Aws.Put(TailHarness.Group, "s", "one", "two");
        using var held = harness.Aws.Faults.On("StartLiveTail").Hold();
        harness.Aws.Faults.On("StartLiveTail").UntilCleared().Reject("AccessDeniedException", "No, never.");
        var texts = new List<string>();
        var read = async () =>
        {
            await foreach (var logEvent in harness.Tail.ReadAsync())
            {
                texts.Add(logEvent.MessageTemplate.Text);
                if (texts.Count == 2) held.Clear();
            }
        };

        (await read.Should().ThrowAsync<CloudWatchLogsException>()).Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Denied);
        texts.Should().Equal("one", "two");
    }

    [TestCase("/no/such")]
    [TestCase("/no/such*")]
    public async Task AGroupThatDoesNotExistIsAnError(string group)
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogGroups.Add(group));
        harness.Run();
        (await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>())
            .Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.NotFound);
    }

    [TestCase("", true)]
    [TestCase("arn:aws:logs:us-east-1:123456789012:log-group:", true)]
    [TestCase("arn:aws:logs:us-east-1:123456789012:log-group:", false)]
    public async Task OfSeveralGroupsTheErrorNamesThoseThatDoNotExist(string prefix, bool follow)
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            foreach (var group in (string[])["/no/such", TailHarness.Group, "/nor/such"]) options.LogGroups.Add(prefix + group);
            options.Follow = follow;
            if (!follow) options.Since = TimeSpan.FromHours(1);
        });
        harness.Run();

        var thrown = (await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>()).Which;
        thrown.ErrorClass.Should().Be(CloudWatchLogsErrorClass.NotFound);
        thrown.ErrorCode.Should().Be("ResourceNotFoundException");
        thrown.Message.Should().Contain("\"/no/such\"").And.NotContain(TailHarness.Group);
        if (follow) thrown.Message.Should().Contain("\"/nor/such\"");
    }

    [Test]
    public async Task WhileAGroupIsWaitedForTheNoticeNamesIt()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            foreach (var group in (string[])[TailHarness.Group, "/not/yet"]) options.LogGroups.Add($"arn:aws:logs:us-east-1:123456789012:log-group:{group}");
            options.NotFoundTimeLimit = TimeSpan.FromHours(10);
        });
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>();
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().First().Cause.Should().Contain("Missing: \"/not/yet\"");
        harness.Aws.Put("/not/yet", "s");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.NoticesOf<CloudWatchLiveTailNotice.LogGroupMissing>().Should().BeEmpty();
    }

    [Test]
    public async Task AGroupThatIsAboutToBeCreatedIsWaitedFor()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.LogGroups.Add("/not/yet");
            options.NotFoundTimeLimit = TimeSpan.FromMinutes(10);
        });
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(2);
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Connecting);
        harness.Aws.Put("/not/yet", "s", "first");
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put("/not/yet", "s", "second");
        await harness.WaitForEventsAsync(2);
        harness.Texts.Should().BeEquivalentTo("first", "second");
    }

    [Test]
    public async Task AGroupThatIsNotCreatedInTimeIsAnError()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            options.LogGroups.Add("/never");
            options.NotFoundTimeLimit = TimeSpan.FromSeconds(3);
        });
        harness.Run();
        await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>();
        harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Should().NotBeEmpty();
    }

    [Test]
    public async Task AGroupOfTheInfrequentAccessClassIsRefusedByNameAndLeftOutByPrefix()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogGroups.Add("/shop/archive"));
        await CreateGroupAsync(harness, "/shop/archive", "INFREQUENT_ACCESS");
        harness.Run();
        (await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>())
            .WithMessage("*\"/shop/archive\"*Infrequent Access*").Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Invalid);

        await using var byPrefix = await TailHarness.CreateAsync(options => options.LogGroups.Add("/shop/*"));
        await CreateGroupAsync(byPrefix, "/shop/archive", "INFREQUENT_ACCESS");
        byPrefix.Run();
        await byPrefix.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        byPrefix.NoticesOf<CloudWatchLiveTailNotice.LogGroupLeftOut>().Should().ContainSingle().Which.LogGroup.Should().Be("/shop/archive");
    }

    [Test]
    public async Task AGroupOfTheEssentialsClassIsJudgedByTheServiceAndTakesNoOtherOneAlong()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogGroups.Add("/shop/*"));
        await CreateGroupAsync(harness, "/shop/essentials", "ESSENTIALS");
        harness.Aws.Put("/shop/orders", "s");
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
        harness.Aws.Put("/shop/orders", "s", "shown");
        await harness.WaitForEventsAsync(1);
        var leftOut = harness.NoticesOf<CloudWatchLiveTailNotice.LogGroupLeftOut>().Should().ContainSingle().Subject;
        leftOut.LogGroup.Should().Be("/shop/essentials");
        leftOut.Reason.Should().Contain("ESSENTIALS").And.Contain("is not supported for this log class", "these are the service's words");
    }

    [Test]
    public async Task AnInfrequentAccessGroupGivenByItsArnIsRefusedByTheService()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogGroups.Add("arn:aws:logs:us-east-1:123456789012:log-group:/shop/archive"));
        await CreateGroupAsync(harness, "/shop/archive", "INFREQUENT_ACCESS");
        harness.Run();
        (await harness.Awaiting(h => h.Running.WaitAsync(TimeSpan.FromSeconds(60))).Should().ThrowAsync<CloudWatchLogsException>())
            .Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.Invalid);
    }

    static async Task CreateGroupAsync(TailHarness harness, string name, string logGroupClass)
    {
        using var client = CloudWatchTail.CloudWatch.CloudWatchLogsClient.Create(TailHarness.ConnectionTo(harness.Aws));
        await client.CreateLogGroupAsync(new(name, logGroupClass), CancellationToken.None);
    }
}
