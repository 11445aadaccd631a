namespace Serilog.Sinks.CloudWatchTail.Common;

/// <summary>
/// How long to wait after each of several failures in a row: twice as long as after the one before, up to a limit, and jittered over the upper half, so
/// that many processes that failed together do not come back together. Pure: the caller waits.
/// </summary>
sealed class Backoff(Func<double> random)
{
    /// <summary>Doubling more often leads nowhere: every limit is passed by then.</summary>
    const int MostDoublings = 30;

    /// <summary>How many failures in a row there were.</summary>
    public int Failures { get; private set; }

    public void Reset() => Failures = 0;

    /// <param name="first">The longest delay after a first failure.</param>
    /// <param name="longest">The longest delay of all.</param>
    /// <returns>Between half of the step and all of it.</returns>
    public TimeSpan NextDelay(TimeSpan first, TimeSpan longest) => DelayAfter(Failures++, first, longest, random);

    /// <summary>The delay after so many failures before this one.</summary>
    public static TimeSpan DelayAfter(int failures, TimeSpan first, TimeSpan longest, Func<double> random)
    {
        var step = Math.Min(first.Ticks * Math.Pow(2, Math.Min(failures, MostDoublings)), longest.Ticks);
        return TimeSpan.FromTicks((long)(step * (0.5 + (0.5 * random()))));
    }
}
