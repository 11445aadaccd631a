using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class VisibilityDelayTests : EmulatorTest
{
    readonly ManualTimeProvider _clock = new();

    protected override TimeProvider Clock => _clock;

    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.VisibilityDelay = TimeSpan.FromSeconds(3);

    [TestCase("FilterLogEvents", true)]
    [TestCase("FilterLogEvents", false)]
    [TestCase("GetLogEvents", true)]
    [TestCase("GetLogEvents", false)]
    public async Task ReadersSeeAnEventSomeSecondsAfterItsPut(string operation, bool startFromHead)
    {
        object request = operation == "GetLogEvents"
            ? new { logGroupName = Group, logStreamName = Stream, startFromHead, limit = 1 }
            : new { logGroupName = Group, startFromHead, limit = 1 };
        Aws.Put(Group, Stream, "early");
        _clock.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromMilliseconds(1));
        Messages(await Http.DoAsync(operation, request)).Should().BeEmpty();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Messages(await Http.DoAsync(operation, request)).Should().Equal("early");

        // What cannot be seen takes no place of what can.
        Aws.Put(Group, Stream, [(_clock.GetUtcNow(), "late"), (_clock.GetUtcNow().AddHours(-1), "late, of earlier")]);
        Messages(await Http.DoAsync(operation, request)).Should().Equal("early");
    }
}
