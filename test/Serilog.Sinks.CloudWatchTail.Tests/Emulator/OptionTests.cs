using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator;

public sealed class OptionTests
{
    static readonly (string Option, Action<CloudWatchLogsEmulatorOptions> Spoil)[] Spoilt =
    [
        ("Port", o => o.Port = 65536),
        ("AccountId", o => o.AccountId = "123"),
        ("LinkedAccounts", o => o.LinkedAccounts.Add("12345678901")),
        ("LinkedAccounts", o => o.LinkedAccounts.Add(o.AccountId)),
        ("LinkedAccounts", o => o.LinkedAccounts.Add(null!)),
        ("Region", o => o.Region = "eu west"),
        ("Credentials", o => o.Credentials = new("a/b", "c")),
        ("ClockSkewLimit", o => o.ClockSkewLimit = TimeSpan.FromSeconds(-1)),
        ("Latency", o => o.Latency = TimeSpan.FromTicks(-1)),
        ("VisibilityDelay", o => o.VisibilityDelay = TimeSpan.FromTicks(-1)),
        ("EventSizeLimitBytes", o => o.EventSizeLimitBytes = 26),
        ("FilterLogEventsScanLimit", o => o.FilterLogEventsScanLimit = 0),
        ("FilterLogEventsEmptyPages", o => o.FilterLogEventsEmptyPages = -1),
        ("LiveTailUpdateInterval", o => o.LiveTailUpdateInterval = TimeSpan.Zero),
        ("LiveTailUpdateLimit", o => o.LiveTailUpdateLimit = 0),
        ("LiveTailBufferedUpdates", o => o.LiveTailBufferedUpdates = 0),
        ("LiveTailSessionTimeLimit", o => o.LiveTailSessionTimeLimit = TimeSpan.Zero),
        ("LiveTailSessionLimit", o => o.LiveTailSessionLimit = -1),
        ("RequestSizeLimitBytes", o => o.RequestSizeLimitBytes = 0),
        ("MemoryLimitBytes", o => o.MemoryLimitBytes = 0),
        ("RequestLogLimit", o => o.RequestLogLimit = -1),
        ("RequestLogLimitBytes", o => o.RequestLogLimitBytes = -1),

        // Longer than a timer can wait.
        ("Latency", o => o.Latency = TimeSpan.MaxValue),
        ("LiveTailUpdateInterval", o => o.LiveTailUpdateInterval = TimeSpan.MaxValue),
        ("LiveTailSessionTimeLimit", o => o.LiveTailSessionTimeLimit = TimeSpan.MaxValue),

        // Nothing where something is needed.
        ("Address", o => o.Address = null!),
        ("Region", o => o.Region = null!),
        ("AccountId", o => o.AccountId = null!),
        ("Credentials", o => o.Credentials = null!),
        ("Credentials", o => o.Credentials = new("key", null!)),
        ("TimeProvider", o => o.TimeProvider = null!),
        ("Notice", o => o.Notice = null!),
    ];

    [Test]
    public async Task AValueThatMakesNoSenseIsRefusedByItsName()
    {
        foreach (var (option, spoil) in Spoilt)
        {
            (await FluentActions.Awaiting(() => CloudWatchLogsEmulator.StartAsync(spoil)).Should().ThrowAsync<ArgumentException>())
                .Which.ParamName.Should().Be(option);
        }
    }

    [Test]
    public async Task AnyClockSkewMayBeAllowed()
    {
        await using var aws = await CloudWatchLogsEmulator.StartAsync(o => o.ClockSkewLimit = TimeSpan.MaxValue);
        using var http = new EmulatorHttp(aws, new EmulatorShiftedClock(TimeSpan.FromDays(-365)));
        (await http.SendAsync("DescribeLogGroups", "{}")).Status.Should().Be(200);
    }
}
