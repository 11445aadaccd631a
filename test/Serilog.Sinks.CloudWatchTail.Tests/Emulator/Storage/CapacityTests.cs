using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Storage;

public sealed class CapacityTests
{
    const int Streams = 5;
    const int EventsPerStream = 200_000;

    [Test]
    public async Task AMillionEventsAreHeldAndARangeOfThemIsReadWithoutLookingAtTheRest()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync();
        using var http = new EmulatorHttp(aws);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(http.NowMilliseconds).AddHours(-1);
        for (var s = 0; s < Streams; s++) aws.Put("g", $"s{s}", Enumerable.Range(0, EventsPerStream).Select(i => (start.AddMilliseconds(i), "{\"n\":1}")));
        aws.LogGroup("g")!.Streams.Sum(s => s.EventCount).Should().Be(Streams * EventsPerStream);

        // A look at all million takes a tenth of a second and more; these take less than a millisecond each.
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 200; i++)
        {
            var from = start.AddMilliseconds(i * 900).ToUnixTimeMilliseconds();
            var one = await http.DoAsync("FilterLogEvents", new { logGroupName = "g", logStreamNames = new[] { "s3" }, filterPattern = "{ $.n = 1 }", startTime = from, endTime = from + 9 });
            one.GetProperty("events").GetArrayLength().Should().Be(10);
            var all = await http.DoAsync("FilterLogEvents", new { logGroupName = "g", startTime = from, endTime = from });
            all.GetProperty("events").GetArrayLength().Should().Be(Streams);
        }

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }
}
