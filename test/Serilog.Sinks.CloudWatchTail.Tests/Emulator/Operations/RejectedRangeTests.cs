using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class RejectedRangeTests : EmulatorTest
{
    static readonly long Hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;
    static readonly long Day = 24 * Hour;

    protected override TimeProvider Clock { get; } = new ManualTimeProvider();

    [SetUp]
    public Task CreateTheStream() => CreateAsync(Group, Stream);

    [Test]
    public async Task TwoHoursAheadIsTheLimit()
    {
        var answer = await PutAsync(Event(Now, "now"), Event(Now + 2 * Hour, "at the limit"), Event(Now + 2 * Hour + 1, "past it"), Event(Now + 3 * Hour, "far past it"));
        answer.Status.Should().Be(200);
        answer.Json.GetProperty("rejectedLogEventsInfo").GetRawText().Should().Be("""{"tooNewLogEventStartIndex":2}""");
        Aws.Events(Group).Select(e => e.Message).Should().Equal("now", "at the limit");
    }

    [Test]
    public async Task FourteenDaysIsTheLimit()
    {
        var answer = await PutAsync(Event(Now - 14 * Day - 2, "a"), Event(Now - 14 * Day - 1, "b"), Event(Now - 14 * Day, "at the limit"));
        answer.Json.GetProperty("rejectedLogEventsInfo").GetRawText().Should().Be("""{"tooOldLogEventEndIndex":2}""");
        Aws.Events(Group).Select(e => e.Message).Should().Equal("at the limit");
    }

    [Test]
    public async Task TheGroupsRetentionIsALimit()
    {
        await Http.DoAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = 3 });
        var answer = await PutAsync(Event(Now - 3 * Day - 1, "expired"), Event(Now - 3 * Day, "at the limit"));
        answer.Json.GetProperty("rejectedLogEventsInfo").GetRawText().Should().Be("""{"expiredLogEventEndIndex":1}""");
        Aws.Events(Group).Select(e => e.Message).Should().Equal("at the limit");
    }

    [Test]
    public async Task AllThreeRangesMayComeAtOnce()
    {
        await Http.DoAsync("PutRetentionPolicy", new { logGroupName = Group, retentionInDays = 1 });
        var answer = await PutAsync(Event(Now - 20 * Day, "old"), Event(Now - Day - 1, "expired"), Event(Now - Day + 2 * Hour, "good"), Event(Now + 3 * Hour, "new"));
        answer.Json.GetProperty("rejectedLogEventsInfo").GetRawText()
            .Should().Be("""{"tooNewLogEventStartIndex":3,"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":2}""");
        Aws.Events(Group).Select(e => e.Message).Should().Equal("good");
    }

    [Test]
    public async Task ABatchOfNothingGoodIsStillAnswered200()
    {
        var answer = await PutAsync(Event(0, "old"), Event(Now + 3 * Hour, "new"));
        answer.Status.Should().Be(200);
        answer.Json.GetProperty("rejectedLogEventsInfo").GetRawText().Should().Be("""{"tooNewLogEventStartIndex":1,"tooOldLogEventEndIndex":1}""");
        Aws.Events(Group).Should().BeEmpty();
    }

    [Test]
    public async Task TwentyFourHoursIsTheSpanOfABatch()
    {
        (await PutAsync(Event(Now - Day, "a"), Event(Now, "b"))).Status.Should().Be(200);
        (await PutAsync(Event(Now - Day - 1, "a"), Event(Now, "b")))
            .ShouldFail("InvalidParameterException", "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
    }

    [Test]
    public async Task TheSpanIsThatOfTheEventsThatAreNeitherTooOldNorTooNew()
    {
        (await PutAsync(Event(Now - 20 * Day, "old"), Event(Now - Hour, "a"), Event(Now, "b"))).Status.Should().Be(200);
        Aws.Events(Group).Should().HaveCount(2);
    }
}
