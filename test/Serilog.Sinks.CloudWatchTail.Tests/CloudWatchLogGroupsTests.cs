using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests;

public class CloudWatchLogGroupsTests
{
    static readonly DateTimeOffset Before = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds());

    CloudWatchLogsEmulator _aws = null!;
    CloudWatchLogGroups _groups = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _aws = await CloudWatchLogsEmulator.StartAsync();
        _aws.Put("/shop/orders", "web/1", [(Before, """{"@mt":"first {Id}","Id":1}"""), (Before.AddMinutes(2), "third")]);
        _aws.Put("/shop/orders", "web/2", [(Before.AddMinutes(1), "second")]);
        _groups = new CloudWatchLogGroups(new CloudWatchConnectionOptions
        {
            Region = _aws.Region,
            ServiceUrl = _aws.ServiceUrl,
            Credentials = new Amazon.Runtime.BasicAWSCredentials(_aws.Credentials.AccessKeyId, _aws.Credentials.SecretAccessKey),
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        _groups.Dispose();
        await _aws.DisposeAsync();
    }

    [Test]
    public async Task AllGroupsAreListedPageByPage()
    {
        for (var i = 0; i < 120; i++) _aws.CreateLogGroup($"/many/{i:000}", retentionInDays: 7);
        var listed = await AllAsync(_groups.ListAsync("/many/"));
        listed.Should().HaveCount(120).And.OnlyContain(group => group.RetentionInDays == 7 && group.Arn.EndsWith(group.Name, StringComparison.Ordinal));
        (await AllAsync(_groups.ListAsync())).Should().HaveCount(121).And.Contain(group => group.Name == "/shop/orders" && group.RetentionInDays == null);
    }

    [Test]
    public async Task StreamsComeTheNewestFirstOrByName()
    {
        (await AllAsync(_groups.ListStreamsAsync("/shop/orders"))).Select(s => (s.Name, s.LastEvent)).Should().Equal(("web/1", Before.AddMinutes(2)), ("web/2", Before.AddMinutes(1)));
        (await AllAsync(_groups.ListStreamsAsync("/shop/orders", "web/"))).Select(s => s.Name).Should().Equal("web/1", "web/2");
    }

    [Test]
    public async Task EventsAreReadFromTheEndAndKnowTheirOrigin()
    {
        var messages = await AllAsync(_groups.ReadNewestAsync("/shop/orders", new CloudWatchNewestEventsQuery { PageSize = 2 }));
        messages.Select(m => m.Timestamp).Should().Equal(Before.AddMinutes(2), Before.AddMinutes(1), Before);
        messages[2].TryRead(out var logEvent).Should().BeTrue();
        logEvent!.RenderMessage().Should().Be("first 1");
        new TailEnricher().Enrich(logEvent, null!);
        logEvent.Properties["LogStream"].Should().BeOfType<ScalarValue>().Which.Value.Should().Be("web/1");
        (await AllAsync(_groups.ReadNewestAsync("/shop/orders", new() { LogStreamNames = ["web/2"] }))).Should().ContainSingle();
        (await AllAsync(_groups.ReadNewestAsync("/shop/orders", new() { EndTime = Before }))).Should().ContainSingle();
    }

    [Test]
    public async Task ACallThatIsThrottledIsTriedAgain()
    {
        using var fault = _aws.Faults.On("DescribeLogGroups").Times(1).Throttle();
        (await AllAsync(_groups.ListAsync("/shop/"))).Should().ContainSingle();
        fault.Hits.Should().Be(1);
    }

    [Test]
    public async Task AGroupThatDoesNotExistIsAnError()
    {
        var list = () => AllAsync(_groups.ListStreamsAsync("/none"));
        (await list.Should().ThrowAsync<CloudWatchLogsException>()).Which.ErrorClass.Should().Be(CloudWatchLogsErrorClass.NotFound);
    }

    static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        using var patience = new CancellationTokenSource(Limits.Patience);
        var all = new List<T>();
        await foreach (var item in items.WithCancellation(patience.Token)) all.Add(item);
        return all;
    }
}
