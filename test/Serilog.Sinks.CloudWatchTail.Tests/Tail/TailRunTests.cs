using Serilog.Sinks.CloudWatchTail.Tail;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>A disposal may come between the beginning of a run and its start, and dispose of the client that the run is about to use.</summary>
public sealed class TailRunTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task ARunThatIsStoppedAsItStartsEndsWithoutAFailure(bool beforeItsStart)
    {
        using var client = new TailFakeClient();
        var run = NewRun(client);
        client.Filter = _ =>
        {
            run.Stop();
            throw new ObjectDisposedException("client");
        };
        if (beforeItsStart) run.Stop();

        run.Start();

        await run.Network.WaitAsync(Limits.Patience);
        run.Failure.Should().BeNull();
        client.Calls.Should().HaveCount(beforeItsStart ? 0 : 1);
        (await run.NextAsync().AsTask().WaitAsync(Limits.Patience)).Should().BeNull();
        await run.FinishAsync().WaitAsync(Limits.Patience);
    }

    static TailRun NewRun(TailFakeClient client)
    {
        var options = new CloudWatchLiveTailOptions { LogGroups = [TailSome.Arn("/shop/orders")] };
        var state = new TailStateBoard();
        state.Start();
        return new TailRun(options, new TailServices(client, TimeProvider.System, () => 0.5, new TailNotices(_ => { })), state);
    }
}
