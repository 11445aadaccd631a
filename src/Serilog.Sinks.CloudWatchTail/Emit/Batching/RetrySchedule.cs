namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>
/// How long to wait after a failure: exponential, jittered over its upper half, and chosen by the class of the failure. A throttle means that
/// others wait too, so it starts longer; credentials and policies get mended by people, so they are tried slowly from the start.
/// </summary>
sealed class RetrySchedule
{
    static readonly (TimeSpan First, TimeSpan Longest) Unavailable = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));
    static readonly (TimeSpan First, TimeSpan Longest) Throttled = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    static readonly (TimeSpan First, TimeSpan Longest) Slow = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));

    readonly Func<double> _random;
    int _failures;

    public RetrySchedule(Func<double> random)
    {
        _random = random;
    }

    /// <summary>How many failures in a row there were.</summary>
    public int Failures => _failures;

    public void Reset() => _failures = 0;

    public TimeSpan NextDelay(CloudWatchLogsErrorClass errorClass)
    {
        var (first, longest) = errorClass switch
        {
            CloudWatchLogsErrorClass.Throttled => Throttled,
            CloudWatchLogsErrorClass.Denied or CloudWatchLogsErrorClass.NotFound => Slow,
            _ => Unavailable,
        };
        var doublings = Math.Min(_failures, 30);
        _failures++;
        var full = Math.Min(first.Ticks * Math.Pow(2, doublings), longest.Ticks);
        return TimeSpan.FromTicks((long)(full * (0.5 + (0.5 * _random()))));
    }
}
