namespace Serilog.Sinks.CloudWatchTail.Common;

// How long to wait after each of several failures in a row: twice as long as after the one before, up to a limit, and jittered over the upper half, so
// that many processes that failed together do not come back together. Pure: the caller waits.
sealed class Backoff(Func<double> random)
{
    // Doubling more often leads nowhere: every limit is passed by then.
    const int MostDoublings = 30;

    // How many failures in a row there were.
    public int Failures { get; private set; }

    public void Reset() => Failures = 0;

    // first: The longest delay after a first failure.
    // longest: The longest delay of all.
    // Returns: Between half of the step and all of it.
    public TimeSpan NextDelay(TimeSpan first, TimeSpan longest) => DelayAfter(Failures++, first, longest, random);

    // The delay after so many failures before this one.
    public static TimeSpan DelayAfter(int failures, TimeSpan first, TimeSpan longest, Func<double> random)
    {
        var step = Math.Min(first.Ticks * Math.Pow(2, Math.Min(failures, MostDoublings)), longest.Ticks);
        return TimeSpan.FromTicks((long)(step * (0.5 + (0.5 * random()))));
    }
}
