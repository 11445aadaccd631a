using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

[TestFixture(LiveTailGroupNaming.AccountAndName, "123456789012:/shop/orders")]
[TestFixture(LiveTailGroupNaming.Name, "/shop/orders")]
[TestFixture(LiveTailGroupNaming.Arn, "arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders")]
sealed class LiveTailNamingTests(LiveTailGroupNaming naming, string expected) : LiveTailTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        options.LiveTailGroupNaming = naming;
        options.LiveTailIngestionTimeSkew = TimeSpan.FromMilliseconds(-7);
    }

    [Test]
    public async Task ResultsNameTheirGroupAndTheirIngestionAsTheOptionsSay()
    {
        await using var tail = await OpenAsync();
        Aws.Put(Group, Stream, "x");
        var result = (await NextAsync(tail)).Results.Single();
        result.GetProperty("logGroupIdentifier").GetString().Should().Be(expected);
        result.GetProperty("ingestionTime").GetInt64().Should().Be(Aws.Events(Group).Single().IngestionTime.ToUnixTimeMilliseconds() - 7);
    }
}
