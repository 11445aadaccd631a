using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// How long to wait before the next attempt: longer with each failure, and longer when the service throttles. Pure: the caller waits.
sealed class ReconnectSchedule(Func<double> random)
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan FirstThrottled = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    readonly Backoff _backoff = new(random);

    // The session is live: the next interruption is a new one.
    public void Succeeded() => _backoff.Reset();

    // Returns: Between half of the step and all of it.
    public TimeSpan NextDelay(bool throttled) => _backoff.NextDelay(throttled ? FirstThrottled : First, Longest);
}
