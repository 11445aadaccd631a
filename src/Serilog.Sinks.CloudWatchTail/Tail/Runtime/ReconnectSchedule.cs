namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

/// <summary>
/// How long to wait before the next attempt: jittered, so that many tails cut at the same moment do not come back at the same moment, doubling
/// with each failure, longer when the service throttles. Pure: the caller waits.
/// </summary>
sealed class ReconnectSchedule
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan FirstThrottled = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    readonly Func<double> _randomizer;
    int _failures;

    public ReconnectSchedule(Func<double> randomizer)
    {
        _randomizer = randomizer;
    }

    /// <summary>The session is live: the next interruption is a new one.</summary>
    public void Succeeded() => _failures = 0;

    /// <returns>Between half of the step and all of it.</returns>
    public TimeSpan NextDelay(bool throttled)
    {
        var first = throttled ? FirstThrottled : First;
        var step = first * Math.Pow(2, Math.Min(_failures++, 10));
        if (step > Longest) step = Longest;
        return step * (0.5 + _randomizer() / 2);
    }
}
