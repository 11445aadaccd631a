using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// Asks the service for the time, unless an answer has told it already: the first queries depend on it.
sealed class ClockCheck(TailServices services)
{
    // Nothing lies that far ahead, so the answer is empty. Its header is what counts.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    // Throws CloudWatchLogsException: There are no credentials or no region to send a request with.
    public async Task RunAsync(TailedGroup group, CancellationToken cancellationToken)
    {
        var schedule = new ReconnectSchedule(services.Randomizer);
        while (!services.Clock.IsSet && await AskAsync(group, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            var delay = schedule.NextDelay(failure.ErrorClass == CloudWatchLogsErrorClass.Throttled);
            services.Notices.Raise(new CloudWatchLiveTailNotice.Interrupted
            {
                LogGroups = [group.Arn],
                Cause = $"the service could not be asked for the time ({Refusal.TextOf(failure)})",
                Exception = failure,
                RetryAfter = delay,
            });
            await Task.Delay(delay, services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    // Returns: The failure, if it is worth another try. A refusal is an answer too, and the tail's own calls will meet it again.
    async Task<CloudWatchLogsException?> AskAsync(TailedGroup group, CancellationToken cancellationToken)
    {
        try
        {
            var ahead = services.Now.Time + Ahead;
            await services.Client.FilterLogEventsAsync(new FilterLogEventsRequest(group.Arn, ahead.ToUnixTimeMilliseconds(), Limit: 1), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CloudWatchLogsException) when (services.Clock.IsSet)
        {
            return null;
        }
        catch (CloudWatchLogsException exception) when (exception.ErrorClass is not CloudWatchLogsErrorClass.Denied)
        {
            return Refusal.IsPassing(exception) ? exception : null;
        }
    }
}
