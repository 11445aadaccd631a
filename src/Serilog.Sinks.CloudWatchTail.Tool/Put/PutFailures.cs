using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Shows what the sink could not deliver, or not yet. A service in the middle of its work waits ten minutes for credentials or a network to be
// mended; a person who has just typed a command wants to know at once that it cannot work. So the run is given up when nothing has arrived.
sealed class PutFailures(Screen screen, PutCounters counters)
{
    readonly CancellationTokenSource _givenUp = new();

    // Why the run was given up.
    public CloudWatchLogsException? Cause { get; private set; }

    public CancellationToken GivenUp => _givenUp.Token;

    // Called by the sink, never concurrently.
    public void Show(CloudWatchFailure failure)
    {
        // The summary has the number.
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
        // Not on the sink's own loop, which the waiting code would call back into.
        _ = _givenUp.CancelAsync();
    }

    static bool IsHopeless(CloudWatchLogsException cause) =>
        cause is { ErrorClass: CloudWatchLogsErrorClass.Denied } or { ErrorCode: "ConnectionFailed" };
}
