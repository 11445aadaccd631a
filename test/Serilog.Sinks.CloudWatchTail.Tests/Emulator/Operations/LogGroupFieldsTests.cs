using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class LogGroupFieldsTests : EmulatorTest
{
    readonly ManualTimeProvider _clock = new();

    protected override TimeProvider Clock => _clock;

    [Test]
    public async Task FieldsComeWithTheirFrequencyTheMostFrequentFirst()
    {
        Aws.Put(Group, Stream, """{"level":"info","order":{"id":7},"tags":["a"]}""", """{"level":"warn"}""", "plain", "{no JSON");
        (await FieldsAsync(new { logGroupName = Group })).Should().Equal(
            "@ingestionTime 100", "@log 100", "@logStream 100", "@message 100", "@timestamp 100", "level 50", "order.id 25", "tags.0 25");
    }

    [TestCase(-14, 1)]
    [TestCase(-16, 0)]
    public async Task WithoutATimeItIsTheLastQuarterOfAnHour(int minutes, int found)
    {
        Aws.Put(Group, Stream, [(_clock.GetUtcNow().AddMinutes(minutes), """{"a":1}""")]);
        (await FieldsAsync(new { logGroupIdentifier = ArnOf(Group) })).Count(f => f.StartsWith('a')).Should().Be(found);
    }

    [TestCase(7, 1)]
    [TestCase(-7, 1)]
    [TestCase(9, 0)]
    [TestCase(-9, 0)]
    public async Task ATimeIsTheMiddleOfWhatIsLookedAt(int minutes, int found)
    {
        var time = _clock.GetUtcNow().AddDays(-2);
        Aws.Put(Group, Stream, [(time.AddMinutes(minutes), """{"a":1}""")]);
        (await FieldsAsync(new { logGroupName = Group, time = time.ToUnixTimeMilliseconds() })).Count(f => f.StartsWith('a')).Should().Be(found);
    }

    [Test]
    public async Task AnExtremeTimeFindsNothing()
    {
        Aws.Put(Group, Stream, "m");
        foreach (var time in (long[])[0, long.MaxValue]) (await FieldsAsync(new { logGroupName = Group, time })).Should().BeEmpty();
    }

    async Task<string[]> FieldsAsync(object request) =>
        (await Http.DoAsync("GetLogGroupFields", request)).GetProperty("logGroupFields").EnumerateArray().Select(f => $"{f.GetProperty("name").GetString()} {f.GetProperty("percent").GetInt32()}").ToArray();
}
