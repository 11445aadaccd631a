using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class FilterLogEventsPagingOptionTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options)
    {
        options.FilterLogEventsScanLimit = 10;
        options.FilterLogEventsEmptyPages = 2;
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task PagesMayBeEmptyAtTheBeginningAndWhereNothingMatches(bool startFromHead)
    {
        var start = DateTimeOffset.UtcNow.AddMinutes(-1);
        Aws.Put(Group, Stream, Enumerable.Range(0, 100).Select(i => (start.AddMilliseconds(i), i == 55 ? "needle" : "hay")));
        var counts = new List<int>();
        string? token = null;
        do
        {
            var page = await Http.DoAsync(
                "FilterLogEvents",
                token is null ? new { logGroupName = Group, filterPattern = "needle", startFromHead } : new { logGroupName = Group, filterPattern = "needle", startFromHead, nextToken = token });
            counts.Add(Messages(page).Length);
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        counts.Take(2).Should().Equal(0, 0);
        counts.Should().HaveCountGreaterThanOrEqualTo(12).And.ContainSingle(c => c == 1).And.OnlyContain(c => c <= 1);
    }
}
