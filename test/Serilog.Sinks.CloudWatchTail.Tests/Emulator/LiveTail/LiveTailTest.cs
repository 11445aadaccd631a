using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.LiveTail;

/// <summary>A test of running sessions, on a clock that the test moves.</summary>
abstract class LiveTailTest : EmulatorTest
{
    protected ManualTimeProvider Time { get; } = new();

    protected override TimeProvider Clock => Time;

    [SetUp]
    public Task CreateTheGroup() => CreateAsync(Group, Stream);

    /// <summary>Open a session and read its two first messages.</summary>
    protected async Task<EmulatorFrames> OpenAsync(object? request = null)
    {
        var started = Aws.StartedLiveTailSessions;
        var tail = new EmulatorFrames(await Http.StartAsync("StartLiveTail", request ?? new { logGroupIdentifiers = new[] { ArnOf(Group) } }));
        (await tail.ReadAsync())!.EventType.Should().Be("initial-response");
        (await tail.ReadAsync())!.EventType.Should().Be("sessionStart");
        await Aws.WaitForStartedLiveTailSessionsAsync(started + 1);
        return tail;
    }

    /// <summary>Let a second pass and read the update that it brings.</summary>
    protected async Task<EmulatorFrame> NextAsync(EmulatorFrames tail)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        var frame = await tail.ReadAsync();
        frame!.EventType.Should().Be("sessionUpdate");
        return frame;
    }
}
