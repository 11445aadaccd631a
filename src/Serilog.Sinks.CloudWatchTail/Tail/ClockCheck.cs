using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// Learns the service's time before the first query, which depends on it, unless a response has told it already.
sealed class ClockCheck(TailServices services)
{
    // No event is dated that far ahead, so the response is empty. Only its Date header counts.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    // Throws CloudWatchLogsException if credentials or a region are missing.
    public async Task RunAsync(TailedGroup group, CancellationToken cancellationToken)
    {
        var schedule = new ReconnectSchedule(services.Randomizer);
        while (!services.Clock.IsSet && await AskAsync(group, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            var delay = schedule.NextDelay(failure.ErrorClass == CloudWatchLogsErrorClass.Throttled, failure.IsConnectionRefused);
            services.Notices.Raise(new CloudWatchLiveTailNotice.Interrupted
            {
                LogGroups = [group.Arn],
                Cause = $"the service's time could not be read ({Refusal.TextOf(failure)})",
                Exception = failure,
                RetryAfter = delay,
            });
            await Task.Delay(delay, services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    // Returns the failure if another attempt is worth it. A refusal carries the time too, and the tail's own calls will meet it again.
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
