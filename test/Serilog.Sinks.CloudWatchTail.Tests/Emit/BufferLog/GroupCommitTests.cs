using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Writing;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.BufferLog;

public class GroupCommitTests
{
    [Test]
    public async Task CallersWhoComeDuringAFlushShareTheNextOne()
    {
        var commit = new GroupCommit();
        var flushes = 0;
        using var began = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var first = Start(1, () =>
        {
            began.Release();
            mayEnd.Wait();
            flushes++;
            return 1;
        });
        await began.WaitAsync().WaitAsync(Limits.Patience);

        var others = Enumerable.Range(2, 5).Select(i => Start(i, () =>
        {
            flushes++;
            return 6;
        })).ToArray();
        mayEnd.Release();
        await Task.WhenAll([first, .. others]).WaitAsync(Limits.Patience);

        flushes.Should().Be(2);

        Task Start(long upTo, Func<long> flush) => Task.Factory.StartNew(() => commit.Wait(upTo, flush), TaskCreationOptions.LongRunning);
    }

    [Test]
    public void WhatIsOnTheDiskIsNotFlushedAgain()
    {
        var commit = new GroupCommit();
        commit.Wait(3, () => 5);
        commit.Wait(5, () => throw new InvalidOperationException("It is there already."));
    }

    [Test]
    public void AFlushThatFailsFailsForItsCallerAndTheNextOneTriesAgain()
    {
        var commit = new GroupCommit();
        commit.Invoking(c => c.Wait(1, () => throw new IOException())).Should().Throw<IOException>();
        var flushed = false;
        commit.Wait(1, () =>
        {
            flushed = true;
            return 1;
        });
        flushed.Should().BeTrue();
    }
}
