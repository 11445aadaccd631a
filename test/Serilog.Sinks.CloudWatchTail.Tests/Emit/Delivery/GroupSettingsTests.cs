using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

/// <summary>What the sink makes of its log group, over real HTTP.</summary>
public class GroupSettingsTests
{
    [Test]
    public async Task AGroupIsCreatedWithAllThatIsSaidOfIt()
    {
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            (o.LogGroupClass, o.DeletionProtection, o.DataSourceName, o.DataSourceType) = ("essentials", true, "shop", "orders");
            o.Tags["cost%3Acentre"] = "17";
        });
        await EmitAsync(sink);

        var group = sink.Aws.LogGroup(EmulatedSink.Group)!;
        (group.Class, group.DeletionProtectionEnabled).Should().Be(("ESSENTIALS", true));
        group.Tags.Should().Equal(new Dictionary<string, string> { ["cost:centre"] = "17", ["cw:datasource:name"] = "shop", ["cw:datasource:type"] = "orders" });
    }

    [Test]
    public async Task AnUnknownClassIsRefusedByTheServiceAndReportedInItsWords()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogGroupClass = "gold");
        sink.Emit("a");
        await sink.SettleUntilAsync(() => !sink.Failures.IsEmpty);
        sink.Failures.First().Exception!.Message.Should().Contain("GOLD").And.Contain("enum value set");
        sink.Sink.Gauges.Waiting.Should().Be(1);
    }

    [Test]
    public async Task AnExistingGroupIsUpdatedOnceBeforeTheFirstPut()
    {
        await using var aws = await WithGroupAsync();
        await using var sink = EmulatedSink.On(aws, Update);
        await EmitAsync(sink, 3);

        Operations(aws).Should().Equal("PutRetentionPolicy", "DescribeLogGroups", "TagResource", "PutLogEvents", "PutLogEvents", "PutLogEvents");
        ShouldBeUpdated(aws);
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task WithoutTheOptionAnExistingGroupIsLeftAlone()
    {
        await using var aws = await WithGroupAsync();
        await using var sink = EmulatedSink.On(aws, Configure);
        await EmitAsync(sink);
        Operations(aws).Should().Equal("PutLogEvents");
    }

    [Test]
    public async Task AGroupThatTheSinkCreatesNeedsNoUpdate()
    {
        await using var sink = await EmulatedSink.StartAsync(Update);
        await EmitAsync(sink, 2);
        ShouldBeUpdated(sink.Aws);
        (sink.Aws.RequestCount("DescribeLogGroups"), sink.Aws.RequestCount("TagResource")).Should().Be((0, 0));
    }

    [Test]
    public async Task WhatMayNotBeSetIsReportedOnceAndHoldsNoEventBack()
    {
        await using var aws = await WithGroupAsync();
        aws.Faults.On("PutRetentionPolicy").UntilCleared().Reject("AccessDeniedException", "no");
        aws.Faults.On("DescribeLogGroups").UntilCleared().Reject("AccessDeniedException", "no");
        await using var sink = EmulatedSink.On(aws, Update);
        await EmitAsync(sink, 3);

        sink.Failures.Select(f => (f.Kind, f.Reason, f.Count)).Should().Equal(
            (CloudWatchFailureKind.Temporary, CloudWatchFailureReason.Denied, 0), (CloudWatchFailureKind.Temporary, CloudWatchFailureReason.Denied, 0));
        sink.Failures.Select(f => f.Message).Should().Contain(m => m.Contains("retention could not be set to 14 days")).And.Contain(m => m.Contains("tags could not be set"));
        (aws.RequestCount("PutRetentionPolicy"), aws.RequestCount("DescribeLogGroups"), sink.Sink.Gauges.Ledger.Delivered).Should().Be((1, 1, 3));
    }

    [TestCase("ThrottlingException")]
    [TestCase("OperationAbortedException")]
    [TestCase("ExpiredTokenException")]
    [TestCase("UnrecognizedClientException")]
    public async Task WhatFailsInPassingIsTriedAgainAMinuteLater(string error)
    {
        await using var aws = await WithGroupAsync();
        aws.Faults.On("PutRetentionPolicy").Times(1).Reject(error, "not now");
        await using var sink = EmulatedSink.On(aws, Update);
        await EmitAsync(sink, 2);
        aws.RequestCount("PutRetentionPolicy").Should().Be(1);
        sink.Clock.Advance(TimeSpan.FromMinutes(1));
        await EmitAsync(sink);

        ShouldBeUpdated(aws);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(3);
        sink.Failures.Should().BeEmpty();
    }

    [TestCase("OperationAbortedException")]
    [TestCase("ExpiredTokenException")]
    public async Task TheRetentionOfANewGroupIsSetOnceTheKeysAreGoodAgain(string error)
    {
        await using var sink = await EmulatedSink.StartAsync(Configure);
        sink.Aws.Faults.On("PutRetentionPolicy").Times(1).Reject(error, "not now");
        await EmitAsync(sink);
        ShouldBeUpdated(sink.Aws);
        sink.Sink.Gauges.Ledger.Delivered.Should().Be(1);
    }

    [Test]
    public void AuditsUpdateItToo()
    {
        using var audited = new AuditedGroup(Update);
        audited.Aws.Put(EmulatedSink.Group, EmulatedSink.Stream);
        audited.Logger.Information("a");
        ShouldBeUpdated(audited.Aws);
    }

    static void Configure(CloudWatchSinkOptions options) => (options.RetentionInDays, options.DataSourceName) = (14, "shop");

    static void Update(CloudWatchSinkOptions options)
    {
        Configure(options);
        options.UpdateRetention = true;
    }

    static async Task<CloudWatchLogsEmulator> WithGroupAsync()
    {
        var aws = await CloudWatchLogsEmulator.StartAsync();
        aws.Put(EmulatedSink.Group, EmulatedSink.Stream);
        aws.Put(EmulatedSink.Group + "/other", EmulatedSink.Stream);
        return aws;
    }

    static async Task EmitAsync(EmulatedSink sink, int puts = 1)
    {
        for (var put = 0; put < puts; put++)
        {
            sink.Emit($"{put}");
            await sink.FlushAsync();
        }
    }

    static IEnumerable<string> Operations(CloudWatchLogsEmulator aws) => aws.Requests.Select(r => r.Operation);

    static void ShouldBeUpdated(CloudWatchLogsEmulator aws)
    {
        var group = aws.LogGroup(EmulatedSink.Group)!;
        group.RetentionInDays.Should().Be(14);
        group.Tags.Should().Contain("cw:datasource:name", "shop");
    }
}
