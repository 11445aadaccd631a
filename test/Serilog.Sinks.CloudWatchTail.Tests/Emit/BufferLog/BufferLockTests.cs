using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class BufferLockTests
{
    static readonly PrivateFiles Files = new();

    [Test]
    public void OnlyOneHoldsItAtATime()
    {
        using var folder = new TempFolder();
        var path = folder.GetFile("orders.lock");
        var first = BufferLock.TryTake(path, Files);
        first.Should().NotBeNull();
        BufferLock.TryTake(path, Files).Should().BeNull();

        first!.Dispose();

        using var second = BufferLock.TryTake(path, Files);
        second.Should().NotBeNull();
    }

    [Test]
    public void WhereThereCanBeNoFileThatIsSaid()
    {
        using var folder = new TempFolder();
        FluentActions.Invoking(() => BufferLock.TryTake(folder.GetFile("no/orders.lock"), Files)).Should().Throw<IOException>();
    }
}
