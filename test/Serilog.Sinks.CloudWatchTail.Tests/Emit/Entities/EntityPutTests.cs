using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Entities;

/// <summary>The entity over real HTTP.</summary>
public class EntityPutTests
{
    [Test]
    public async Task EachPutNamesTheServiceAndItsEnvironment([Values] bool durable)
    {
        using var folder = new TempFolder();
        await using var sink = await EmulatedSink.StartAsync(o =>
        {
            Configure(o);
            if (durable) o.BufferBaseFilename = folder.GetFile("orders");
        });
        for (var put = 0; put < 3; put++)
        {
            sink.Emit($"{put}");
            await sink.FlushAsync();
        }

        ShouldBeNamed(sink.Aws);
        sink.Stored.Should().Equal("0", "1", "2");
        sink.Aws.Requests.Where(r => r.Operation == "PutLogEvents").Should().OnlyContain(r => r.BodyText.Contains("\"entity\":{\"keyAttributes\":{\"Type\":\"Service\",\"Name\":\"orders \\\"api\\\"\""));
        sink.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task PartsOfADividedBatchNameItToo()
    {
        await using var sink = await EmulatedSink.StartAsync(Configure);
        sink.Aws.Faults.On("PutLogEvents").When(r => r.BodyText.Contains("poison")).UntilCleared().Reject("InvalidParameterException", "poisoned");
        sink.Emit("a", "poison", "b", "c");
        await sink.FlushAsync();

        sink.Stored.Should().BeEquivalentTo("a", "b", "c");
        sink.Aws.Requests.Where(r => r.Operation == "PutLogEvents").Should().OnlyContain(r => r.BodyText.Contains("\"entity\":{"));
    }

    [Test]
    public void AuditsNameIt()
    {
        using var audited = new AuditedGroup(Configure);
        audited.Logger.Information("a");
        ShouldBeNamed(audited.Aws);
    }

    [Test]
    public async Task SerilogsOwnBatchingNamesIt()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        var options = new CloudWatchSinkOptions { LogGroup = EmulatedSink.Group, LogStream = EmulatedSink.Stream };
        aws.Connect(options.Connection.UseEndpoint);
        Configure(options);
        using var sink = new CloudWatchBatchedSink(options);
        await sink.EmitBatchAsync([Some.Event("a", at: DateTimeOffset.UtcNow)]);
        ShouldBeNamed(aws);
    }

    [Test]
    public async Task AnEmptyNameSendsNone()
    {
        await using var sink = await EmulatedSink.StartAsync(o => (o.ServiceName, o.ReadVariable) = ("", _ => "something"));
        sink.Emit("a");
        await sink.FlushAsync();
        sink.Aws.Requests.Last(r => r.Operation == "PutLogEvents").BodyText.Should().NotContain("entity");
    }

    [Test]
    public async Task ARejectedEntityIsReportedOnceAndCountedAndCostsNoEvent()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        await using (var first = EmulatedSink.On(aws, o => o.LogGroupClass = "INFREQUENT_ACCESS"))
        {
            first.Emit("creates the group");
            await first.FlushAsync();
        }

        await using var sink = EmulatedSink.On(aws, Configure);
        for (var put = 0; put < 3; put++)
        {
            sink.Emit($"{put}");
            await sink.FlushAsync();
        }

        var told = sink.Failures.Should().ContainSingle().Subject;
        (told.Kind, told.Reason, told.Count).Should().Be((CloudWatchFailureKind.Temporary, CloudWatchFailureReason.EntityRejected, 0));
        told.Message.Should().Contain("UnsupportedLogGroupType");
        (sink.Sink.Gauges.Ledger.RejectedEntities, sink.Sink.Gauges.Ledger.Delivered, sink.Sink.Gauges.Ledger.Lost).Should().Be((3, 3, 0));
        sink.ShouldBeAccountedFor();
    }

    static void Configure(CloudWatchSinkOptions options) => (options.ServiceName, options.Environment, options.ReadVariable) = ("orders \"api\"", "prod", _ => null);

    static void ShouldBeNamed(CloudWatchLogsEmulator aws)
    {
        var entity = aws.LogGroup(EmulatedSink.Group)!.Streams.Single().Entity!;
        entity.KeyAttributes.Should().Equal(new Dictionary<string, string> { ["Type"] = "Service", ["Name"] = "orders \"api\"", ["Environment"] = "prod" });
        entity.Attributes.Should().Contain("PlatformType", "Generic");
    }
}
