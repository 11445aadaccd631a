using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.CommandLine;

public class MomentTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("90s", "2026-03-01T11:58:30Z")]
    [TestCase("10m", "2026-03-01T11:50:00Z")]
    [TestCase("1h30m", "2026-03-01T10:30:00Z")]
    [TestCase("2d", "2026-02-27T12:00:00Z")]
    [TestCase("10min", "2026-03-01T11:50:00Z")]
    [TestCase("1 hour ago", "2026-03-01T11:00:00Z")]
    [TestCase("2 Days 3 hrs ago", "2026-02-27T09:00:00Z")]
    [TestCase("2026-03-01T10:00:00.123456789Z", "2026-03-01T10:00:00.1234567Z")]
    [TestCase("1w", "2026-02-22T12:00:00Z")]
    [TestCase("0s", "2026-03-01T12:00:00Z")]
    [TestCase("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")]
    [TestCase("2026-03-01T10:00+02:00", "2026-03-01T08:00:00Z")]
    [TestCase("2026-03-01 10:00:00.125Z", "2026-03-01T10:00:00.125Z")]
    public void AnAgeOrATimeWithAnOffsetIsThatMoment(string text, string expected)
    {
        Moment.TryParse(text, out var moment).Should().BeTrue();
        moment!.Resolve(Now, utc: false).Should().Be(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [TestCase("2026-03-01")]
    [TestCase("2026-03-01T00:00")]
    [TestCase("2026-03-01 00:00:00")]
    public void ATimeWithoutAnOffsetIsLocalUnlessUtcIsAskedFor(string text)
    {
        var local = new DateTime(2026, 3, 1);
        Moment.TryParse(text, out var moment).Should().BeTrue();
        moment!.Resolve(Now, utc: false).Should().Be(new DateTimeOffset(local, TimeZoneInfo.Local.GetUtcOffset(local)));
        moment.Resolve(Now, utc: true).Should().Be(new DateTimeOffset(local, TimeSpan.Zero));
    }

    [Test]
    public void AnAgeFromBeforeTheServicesTimeBeginsAtItsBeginning()
    {
        Moment.TryParse("999999w", out var moment).Should().BeTrue();
        moment!.Resolve(Now, utc: false).Should().Be(DateTimeOffset.UnixEpoch);
    }

    [TestCase("")]
    [TestCase("10")]
    [TestCase("m")]
    [TestCase("ago")]
    [TestCase("10 minx")]
    [TestCase("10m5h")]
    [TestCase("-10m")]
    [TestCase("yesterday")]
    [TestCase("2026-13-01")]
    public void AnythingElseIsNone(string text) => Moment.TryParse(text, out _).Should().BeFalse();

    [Test]
    public void InAnHourThatComesTwiceTheEarlierOneIsMeant()
    {
        // In Berlin the hour from two to three comes twice on this day.
        var berlin = TimeZoneInfo.CreateCustomTimeZone("Berlin", TimeSpan.FromHours(1), "Berlin", "Winter", "Summer", [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday))]);
        Moment.InZone(new DateTime(2026, 10, 25, 2, 30, 0), berlin).ToUniversalTime().Should().Be(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
        Moment.InZone(new DateTime(2026, 7, 1, 2, 30, 0), berlin).Offset.Should().Be(TimeSpan.FromHours(2));
    }
}
