using Serilog.Sinks.CloudWatchTail.Tail.Sessions;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Sessions;

public sealed class HeldUpdatesTests
{
    [Test]
    public void UpdatesWaitInOrderUpToTheLimitOfEvents()
    {
        var held = new HeldUpdates(limit: 3, limitBytes: 1_000);
        var (first, second) = (TailSome.Update("a", "b"), TailSome.Update("c"));
        held.TryAdd(first).Should().BeTrue();
        held.TryAdd(second).Should().BeTrue();
        held.TryAdd(TailSome.Update("d")).Should().BeFalse();
        held.TryAdd(TailSome.Update()).Should().BeTrue("an empty update takes no room");

        held.TryTake(out var taken).Should().BeTrue();
        taken.Should().BeSameAs(first);
        held.TryAdd(TailSome.Update("d", "e")).Should().BeTrue("what was taken makes room");
        held.TryTake(out taken).Should().BeTrue();
        taken.Should().BeSameAs(second);
    }

    [Test]
    public void TheLimitOfBytesCountsToo()
    {
        var held = new HeldUpdates(limit: 100, limitBytes: 10);
        held.TryAdd(TailSome.Update("1234567890")).Should().BeTrue();
        held.TryAdd(TailSome.Update("1")).Should().BeFalse();
    }
}
