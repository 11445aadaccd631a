namespace Serilog.Sinks.CloudWatchTail.Common;

// Exponential back-off: each delay is twice the one before, up to a limit, and jittered over its upper half so that processes that fail together do
// not retry together. Pure: the caller waits.
sealed class Backoff(Func<double> random)
{
    // Every limit is reached by then, and the power cannot overflow.
    const int MostDoublings = 30;

    // The number of consecutive failures.
    public int Failures { get; private set; }

    public void Reset() => Failures = 0;

    // Returns between half of the step and all of it. The step is first after one failure and never more than longest.
    public TimeSpan NextDelay(TimeSpan first, TimeSpan longest) => DelayAfter(Failures++, first, longest, random);

    // failures is the number of failures before this one.
    public static TimeSpan DelayAfter(int failures, TimeSpan first, TimeSpan longest, Func<double> random)
    {
        var step = Math.Min(first.Ticks * Math.Pow(2, Math.Min(failures, MostDoublings)), longest.Ticks);
        return TimeSpan.FromTicks((long)(step * (0.5 + (0.5 * random()))));
    }
}
