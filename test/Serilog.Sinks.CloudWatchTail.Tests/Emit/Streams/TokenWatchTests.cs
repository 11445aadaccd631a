using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Streams;

public class TokenWatchTests
{
    [TestCase("{machinename}", "'machinename'", "'MachineName'")]
    [TestCase("{ProcesID|x}", "'ProcesID'", "'ProcessId'")]
    [TestCase("{date}", "'date'", "'Date'")]
    public async Task ATokenThatIsNearlyOneOfTheSinksOwnIsToldAtTheFirstEvent(string template, string named, string nearest)
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStream = template);
        sink.EmitNumbered(0, 2);
        await sink.FlushAsync();
        sink.EmitNumbered(2, 2);
        await sink.FlushAsync();

        var told = sink.Failures.Should().ContainSingle().Subject;
        told.Kind.Should().Be(CloudWatchFailureKind.Temporary);
        told.Reason.Should().Be(CloudWatchFailureReason.StreamToken);
        told.Message.Should().Contain(named).And.Contain(nearest);
        sink.Stored.Should().HaveCount(4);
    }

    [Test]
    public async Task APropertyThatNoneOfManyEventsHasIsToldOnceWithTheNearestThatTheyHave()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStream = "{TenantID2}");
        for (var i = 0; i < 99; i++) Emit(sink);
        await sink.FlushAsync();
        sink.Failures.Should().BeEmpty("the next one may have it");

        for (var i = 0; i < 200; i++) Emit(sink);
        await sink.FlushAsync();
        sink.Failures.Should().ContainSingle().Which.Message.Should().Contain("'TenantID2'").And.Contain("'TenantId'");

        static void Emit(EmulatedSink sink) => sink.Sink.Emit(Some.Event("m", at: DateTimeOffset.UtcNow, properties: [("Other", 1), ("TenantId", 2)]));
    }

    [Test]
    public async Task APropertyThatSomeEventsLackIsAProperty()
    {
        await using var sink = await EmulatedSink.StartAsync(o => o.LogStream = "{SourceContext|none}");
        sink.Sink.Emit(Some.Event("m", at: DateTimeOffset.UtcNow, properties: [("SourceContext", "A")]));
        sink.EmitNumbered(0, 300);
        await sink.FlushAsync();

        sink.Failures.Should().BeEmpty();
    }
}
