using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Shows the sink's failures, temporary ones included. A service waits ten minutes for credentials or a network to recover, but a user who has just
// typed a command wants to know at once that it cannot work. So the run gives up if nothing has been delivered yet.
sealed class PutFailures(Screen screen, PutCounters counters)
{
    readonly CancellationTokenSource _givenUp = new();

    // Why the run gave up.
    public CloudWatchLogsException? Cause { get; private set; }

    public CancellationToken GivenUp => _givenUp.Token;

    // The sink never calls it concurrently.
    public void Show(CloudWatchFailure failure)
    {
        // The summary has the count.
        if (Cause is not null) return;
        if (failure is not { Kind: CloudWatchFailureKind.Temporary, Exception: CloudWatchLogsException cause })
        {
            screen.Notice(failure.Message);
            return;
        }

        if (!IsHopeless(cause) || counters.Take().Delivered > 0)
        {
            screen.Notice($"{failure.Message} {Failure.TextOf(cause)}");
            return;
        }

        Cause = cause;
        screen.Notice(Failure.TextOf(cause));
        // Not on the sink's loop, which the cancelled code would call back into.
        _ = _givenUp.CancelAsync();
    }

    static bool IsHopeless(CloudWatchLogsException cause) =>
        cause is { ErrorClass: CloudWatchLogsErrorClass.Denied } or { ErrorCode: "ConnectionFailed" };
}
