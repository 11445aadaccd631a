using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Storage;

public sealed class CapacityTests
{
    const int Streams = 5;
    const int EventsPerStream = 200_000;

    /// <summary>For one page: a range that is found by looking through what is before it comes out empty, with a token.</summary>
    const int ScanLimit = Range * Streams;
    const int Range = 10;

    [Test]
    public async Task AMillionEventsAreHeldAndARangeOfThemIsReadWithoutLookingAtTheRest()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.FilterLogEventsScanLimit = ScanLimit);
        using var http = new EmulatorHttp(aws);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(http.NowMilliseconds).AddHours(-1);
        for (var s = 0; s < Streams; s++) aws.Put("g", $"s{s}", Enumerable.Range(0, EventsPerStream).Select(i => (start.AddMilliseconds(i), "{\"n\":1}")));
        aws.LogGroup("g")!.Streams.Sum(s => s.EventCount).Should().Be(Streams * EventsPerStream);

        for (var i = 0; i < 200; i++)
        {
            var startTime = start.AddMilliseconds(i * 900).ToUnixTimeMilliseconds();
            var endTime = startTime + Range - 1;
            var one = await http.DoAsync("FilterLogEvents", new { logGroupName = "g", logStreamNames = new[] { "s3" }, filterPattern = "{ $.n = 1 }", startTime, endTime });
            ShouldBeWhole(one, Range);
            ShouldBeWhole(await http.DoAsync("FilterLogEvents", new { logGroupName = "g", startTime, endTime }), Range * Streams);
            ShouldBeWhole(await http.DoAsync("FilterLogEvents", new { logGroupName = "g", startTime, endTime, startFromHead = false }), Range * Streams);
        }
    }

    static void ShouldBeWhole(JsonElement answer, int count)
    {
        answer.GetProperty("events").GetArrayLength().Should().Be(count);
        answer.TryGetProperty("nextToken", out _).Should().BeFalse();
    }
}
