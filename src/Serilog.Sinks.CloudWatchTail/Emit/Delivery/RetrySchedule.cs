using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// How long to wait after a failure, chosen by its class. A throttle means that others wait too, so it starts longer; credentials and policies get
/// mended by people, so they are tried slowly from the start.
/// </summary>
sealed class RetrySchedule(Func<double> random)
{
    static readonly (TimeSpan First, TimeSpan Longest) Unavailable = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));
    static readonly (TimeSpan First, TimeSpan Longest) Throttled = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    static readonly (TimeSpan First, TimeSpan Longest) Slow = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));

    readonly Backoff _backoff = new(random);

    /// <summary>How many failures in a row there were.</summary>
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
