using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Durable;

public class BufferLockTests
{
    [Test]
    public void OnlyOneHoldsItAtATime()
    {
        using var folder = new TempFolder();
        var path = folder.GetFile("orders.lock");
        var first = BufferLock.TryTake(path);
        first.Should().NotBeNull();
        BufferLock.TryTake(path).Should().BeNull();

        first!.Dispose();

        using var second = BufferLock.TryTake(path);
        second.Should().NotBeNull();
    }

    [Test]
    public void WhereThereCanBeNoFileThatIsSaid()
    {
        using var folder = new TempFolder();
        FluentActions.Invoking(() => BufferLock.TryTake(folder.GetFile("no/orders.lock"))).Should().Throw<IOException>();
    }
}
