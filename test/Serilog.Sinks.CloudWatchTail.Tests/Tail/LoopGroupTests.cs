using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Tail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

public sealed class LoopGroupTests
{
    [Test]
    public async Task TheFirstFailureEndsTheOthersAndIsThrown()
    {
        var cancelled = false;
        var run = () => LoopGroup.RunAsync([WaitAsync, _ => throw new InvalidOperationException("first")], CancellationToken.None);
        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("first");
        cancelled.Should().BeTrue();

        async Task WaitAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled = true;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Test]
    public async Task ALoopThatFailsAfterTheFirstLeavesNoExceptionUnobserved()
    {
        const string second = "The second failure of two loops.";
        var unobserved = new List<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> observe = (_, e) =>
        {
            lock (unobserved) unobserved.AddRange(e.Exception.InnerExceptions.Select(inner => inner.Message));
        };
        TaskScheduler.UnobservedTaskException += observe;
        try
        {
            await FailTwiceAsync(second);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= observe;
        }

        lock (unobserved) unobserved.Should().NotContain(second);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Task FailTwiceAsync(string second)
    {
        var run = () => LoopGroup.RunAsync([_ => throw new InvalidOperationException("first"), FailLastAsync], CancellationToken.None);
        return run.Should().ThrowAsync<InvalidOperationException>().WithMessage("first");

        async Task FailLastAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException(second);
        }
    }
}
