using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class SmallerEventLimitTests : EmulatorTest
{
    protected override void Configure(CloudWatchLogsEmulatorOptions options) => options.EventSizeLimitBytes = 262_144;

    [Test]
    public async Task TheErrorNamesTheLimit()
    {
        await CreateAsync(Group, Stream);
        (await PutAsync(Event(Now, new string('x', 262_144 - 26)))).Status.Should().Be(200);
        (await PutAsync(Event(Now, new string('x', 262_144 - 25)))).ShouldFail("InvalidParameterException", "Log event too large: 262145 bytes exceeds limit of 262144");
    }
}
