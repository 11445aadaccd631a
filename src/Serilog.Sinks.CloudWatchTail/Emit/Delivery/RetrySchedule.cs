using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The delay after a failure, which depends on its class. Throttling means that others wait too, so it starts with a longer delay; people repair
// credentials and policies, so these are retried slowly from the start.
sealed class RetrySchedule(Func<double> random)
{
    static readonly (TimeSpan First, TimeSpan Longest) Unavailable = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));
    static readonly (TimeSpan First, TimeSpan Longest) Throttled = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    static readonly (TimeSpan First, TimeSpan Longest) Slow = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));

    readonly Backoff _backoff = new(random);

    // The number of consecutive failures.
    public int Failures => _backoff.Failures;

    public void Reset() => _backoff.Reset();

    public TimeSpan NextDelay(CloudWatchLogsErrorClass errorClass)
    {
        var (first, longest) = errorClass switch
        {
            CloudWatchLogsErrorClass.Throttled => Throttled,
            CloudWatchLogsErrorClass.Denied or CloudWatchLogsErrorClass.NotFound => Slow,
            _ => Unavailable,
        };
        return _backoff.NextDelay(first, longest);
    }
}
