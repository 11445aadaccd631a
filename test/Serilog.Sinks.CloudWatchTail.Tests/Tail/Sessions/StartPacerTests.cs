using Serilog.Sinks.CloudWatchTail.Tail.Sessions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Sessions;

public sealed class StartPacerTests
{
    [Test]
    public void FourSessionsAreStartedASecondAndTheFirstAtOnce()
    {
        var clock = new ManualTimeProvider();
        var pacer = new StartPacer(clock);
        var starts = Enumerable.Range(0, 5).Select(_ => pacer.WaitAsync(CancellationToken.None)).ToArray();
        starts.Count(start => start.IsCompleted).Should().Be(1);
        clock.Advance(TimeSpan.FromMilliseconds(250));
        starts.Count(start => start.IsCompleted).Should().Be(2);
        clock.Advance(TimeSpan.FromMilliseconds(750));
        starts.Count(start => start.IsCompleted).Should().Be(5);
        clock.Advance(TimeSpan.FromMinutes(1));
        pacer.WaitAsync(CancellationToken.None).IsCompleted.Should().BeTrue();
    }
}
