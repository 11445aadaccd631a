using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Streams;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class StreamRouterTests
{
    readonly ManualTimeProvider _clock = new();
    readonly List<CloudWatchFailure> _reports = [];

    [Test]
    public void EventsOfOneNameShareAStream()
    {
        var router = Router("{Tenant}");
        Route(router, "a").Should().BeSameAs(Route(router, "a"));
        Route(router, "b").Should().NotBeSameAs(Route(router, "a"));
        router.Names.Select(s => s.Name).Should().Equal("a", "b");
    }

    [Test]
    public void NamesOverTheLimitGoToOneOverflowStreamAndTheFirstOfThemIsReported()
    {
        var router = Router("{Tenant}", limit: 3);
        foreach (var tenant in new[] { "a", "b", "c" }) Route(router, tenant).Name.Should().Be(tenant);
        Route(router, "d").Name.Should().Be(StreamRouter.OverflowName);
        Route(router, "e").Should().BeSameAs(Route(router, "d"));
        Route(router, "b").Name.Should().Be("b", "a name that was there before keeps its stream");

        var report = _reports.Should().ContainSingle().Subject;
        report.Reason.Should().Be(CloudWatchFailureReason.StreamLimit);
        report.Kind.Should().Be(CloudWatchFailureKind.Temporary);
        report.Message.Should().Contain("streamLimit");
    }

    [Test]
    public void EachHourGivesNewRoomForNamesAndForgetsTheOnesNotUsed()
    {
        var router = Router("{Tenant}", limit: 2);
        Route(router, "a");
        Route(router, "b");
        Route(router, "c").Name.Should().Be(StreamRouter.OverflowName);

        _clock.Advance(TimeSpan.FromHours(1));
        Route(router, "c").Name.Should().Be("c");
        _clock.Advance(TimeSpan.FromHours(1));
        Route(router, "d");
        router.Names.Select(s => s.Name).Should().BeEquivalentTo("c", "d");
    }

    [Test]
    public void AMillionHostileNamesTakeTheMemoryOfAFew()
    {
        var router = Router("{Tenant}", limit: 10);
        for (var i = 0; i < 100_000; i++) Route(router, $"hostile {i}");
        router.Names.Should().HaveCount(11);
        _reports.Should().ContainSingle();
    }

    [Test]
    public void TheStreamRollsAtMidnightUtcByTheEventsOwnTime()
    {
        var router = Router("app-{Date}");
        var midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        router.Route(Capture.Event(Some.Event(at: midnight.AddTicks(-1)))).Name.Should().Be("app-2026-03-01");
        router.Route(Capture.Event(Some.Event(at: midnight))).Name.Should().Be("app-2026-03-02");
        router.Route(Capture.Event(Some.Event(at: midnight.AddTicks(-1)))).Name.Should().Be("app-2026-03-01");
    }

    StreamName Route(StreamRouter router, string tenant) => router.Route(Capture.Event(Some.Event(properties: [("Tenant", tenant)])));

    StreamRouter Router(string template, int limit = 200)
    {
        StreamNameTemplate.TryParse(template, new StreamConstants("m", "p", "1", "i"), out var parsed, out var error).Should().BeTrue(error);
        var options = new CloudWatchSinkOptions { LogGroup = "g", StreamLimit = limit, TimeProvider = _clock };
        return new StreamRouter(parsed!, new EmitSettings(options), _reports.Add);
    }
}
