using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Runtime;

public sealed class TailClockTests
{
    readonly List<TimeSpan> _told = [];
    ManualTimeProvider _machine = new();

    /// <summary>By how much the service's clock is ahead of the machine's.</summary>
    TimeSpan _ahead;

    DateTimeOffset Service => _machine.GetUtcNow() + _ahead;

    [SetUp]
    public void SetUp()
    {
        _told.Clear();
        _machine = new ManualTimeProvider(TailSome.Time);
        _ahead = TimeSpan.Zero;
    }

    [Test]
    public void BeforeTheFirstAnswerTheMachinesClockCounts()
    {
        var clock = Clock();
        clock.IsSet.Should().BeFalse();
        clock.Now.Should().Be(new TailMoment(TimeSpan.Zero, TailSome.Time));
    }

    [Test]
    public void AMachinesClockThatTheAnswersAgreeWithIsBelievedToTheTick()
    {
        var clock = Clock();
        for (var n = 0; n < 50; n++) Answer(clock, TimeSpan.FromMilliseconds(37 * n));
        clock.Now.Time.Should().Be(_machine.GetUtcNow());
        _told.Should().BeEmpty();
    }

    [TestCase(-1_200)]
    [TestCase(-6)]
    [TestCase(6)]
    [TestCase(1_200)]
    public void AnswersTellTheServicesTimeToASecondAndNeverTooLate(int secondsAhead)
    {
        _ahead = TimeSpan.FromSeconds(secondsAhead) + TimeSpan.FromMilliseconds(345);
        var clock = Clock();
        for (var n = 0; n < 50; n++)
        {
            Answer(clock, TimeSpan.FromMilliseconds(37 * n));
            clock.Now.Time.Should().BeCloseTo(Service, TimeSpan.FromSeconds(2));
            clock.NoLaterThan(clock.Elapsed).Should().BeOnOrBefore(Service);
        }

        clock.Now.Time.Should().BeCloseTo(Service, TimeSpan.FromSeconds(1));
        _told.Should().ContainSingle().Which.Should().BeCloseTo(_ahead, TimeSpan.FromSeconds(2));
    }

    [Test]
    public void AnIngestionTimeSharpensTheReadingAndNeverReplacesIt()
    {
        _ahead = TimeSpan.FromMinutes(-4);
        var clock = Clock();
        Answer(clock, TimeSpan.Zero);
        clock.Ingested(Service.ToUnixTimeMilliseconds());
        clock.NoLaterThan(clock.Elapsed).Should().BeOnOrBefore(Service).And.BeCloseTo(Service, TimeSpan.FromMilliseconds(1));
        var before = clock.Now;
        clock.Ingested(Service.AddHours(1).ToUnixTimeMilliseconds());
        clock.Ingested(long.MaxValue);
        clock.Ingested(long.MinValue);
        clock.Now.Should().Be(before);
    }

    [Test]
    public void AfterAMachineHasSleptTheNextAnswerCounts()
    {
        var clock = Clock();
        Answer(clock, TimeSpan.Zero);
        // The monotonic clock stood still meanwhile.
        _ahead = TimeSpan.FromHours(3);
        Answer(clock, TimeSpan.Zero);
        clock.Now.Time.Should().BeCloseTo(Service, TimeSpan.FromSeconds(2));
        _told.Should().ContainSingle();
    }

    [TestCase(1)]
    [TestCase(9_999)]
    public void ADateThatCannotBeIsIgnored(int year)
    {
        var clock = Clock();
        clock.Answered(TimeSpan.Zero, new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero));
        clock.IsSet.Should().BeFalse();
    }

    /// <summary>An answer that took a tenth of a second, half of it on the way back.</summary>
    void Answer(TailClock clock, TimeSpan pause)
    {
        _machine.Advance(pause);
        var sent = clock.Sending();
        _machine.Advance(TimeSpan.FromMilliseconds(50));
        var date = DateTimeOffset.FromUnixTimeSeconds(Service.ToUnixTimeSeconds());
        _machine.Advance(TimeSpan.FromMilliseconds(50));
        clock.Answered(sent, date);
    }

    TailClock Clock() => new(_machine, _told.Add);
}
