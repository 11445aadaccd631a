using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Runtime;

public sealed class NotFoundGraceTests
{
    readonly ManualTimeProvider _clock = new();

    [TestCase(CloudWatchLogsErrorClass.Throttled, true)]
    [TestCase(CloudWatchLogsErrorClass.Unavailable, true)]
    [TestCase(CloudWatchLogsErrorClass.Denied, false)]
    [TestCase(CloudWatchLogsErrorClass.Invalid, false)]
    [TestCase(CloudWatchLogsErrorClass.NotFound, false)]
    public void WithoutAGraceOnlyWhatPassesIsWorthAnotherTry(CloudWatchLogsErrorClass errorClass, bool worth) =>
        new NotFoundGrace(TimeSpan.Zero, _clock).IsWorthAnotherTry(Error(errorClass)).Should().Be(worth);

    [Test]
    public void TheGraceBeginsWithTheFirstMissAndAgainAfterEachFind()
    {
        var grace = new NotFoundGrace(TimeSpan.FromMinutes(1), _clock);
        grace.IsWorthAnotherTry(Error(CloudWatchLogsErrorClass.NotFound)).Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(59));
        grace.IsWorthAnotherTry(Error(CloudWatchLogsErrorClass.NotFound)).Should().BeTrue();
        grace.Found();
        _clock.Advance(TimeSpan.FromHours(1));
        grace.IsWorthAnotherTry(Error(CloudWatchLogsErrorClass.NotFound)).Should().BeTrue();
        _clock.Advance(TimeSpan.FromMinutes(1));
        grace.IsWorthAnotherTry(Error(CloudWatchLogsErrorClass.NotFound)).Should().BeFalse();
    }

    static CloudWatchLogsException Error(CloudWatchLogsErrorClass errorClass) => new("No.", null, "Code", errorClass);
}
