using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Serilog.Sinks.CloudWatchTail.Tail;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Sources;

/// <summary>A live tail, as <see cref="CloudWatchLiveTail"/> runs it, but with the messages themselves, which <c>--format raw</c> needs.</summary>
sealed class LiveSource(CloudWatchLiveTailOptions options, TailServices services) : IMessageSource
{
    readonly TailStateBoard _state = new();

    public CloudWatchLiveTailState State => _state.State;

    public async IAsyncEnumerable<TailedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = new TailRun(options, services, _state);
        await using (cancellationToken.Register(run.Stop))
        {
            run.Start();
            try
            {
                while (await run.NextAsync() is { } message) yield return message;
            }
            finally
            {
                await run.FinishAsync();
            }
        }

        if (run.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }
}
