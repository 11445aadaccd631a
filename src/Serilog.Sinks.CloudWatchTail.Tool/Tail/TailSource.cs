using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Serilog.Sinks.CloudWatchTail.Tail;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>A live tail as <see cref="CloudWatchLiveTail"/> runs it, but with the messages themselves, which <c>--format raw</c> needs.</summary>
sealed class TailSource(CloudWatchLiveTailOptions options, TailServices services)
{
    readonly TailStateBoard _state = new();

    /// <summary>Without a live session there is nothing to wait for but the history.</summary>
    public CloudWatchLiveTailState State => options.Follow ? _state.State : CloudWatchLiveTailState.Backfilling;

    /// <summary>The messages as the service has them. Cancellation ends them without an exception.</summary>
    public async IAsyncEnumerable<TailedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _state.Start();
        var run = new TailRun(options, services, _state);
        await using (cancellationToken.Register(run.Stop))
        {
            run.Start();
            try
            {
                while (await run.NextAsync() is { } message)
                {
                    run.CountHandedOver();
                    yield return message;
                }
            }
            finally
            {
                await run.FinishAsync();
            }
        }

        if (run.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }
}
