using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// The delay before the next attempt: longer after each failure, and longer if the service throttles. Pure: the caller waits.
sealed class ReconnectSchedule(Func<double> random)
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan FirstThrottled = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // A connection that is refused costs neither side much, and it is mostly an emulator's or a proxy's: its user waits for it to be started again.
    public static readonly TimeSpan LongestRefused = TimeSpan.FromSeconds(5);

    readonly Backoff _backoff = new(random);

    // The session is live, so the next interruption starts over.
    public void Succeeded() => _backoff.Reset();

    // Returns between half of the step and all of it. With connectionRefused nothing listened at the endpoint.
    public TimeSpan NextDelay(bool throttled, bool connectionRefused = false) =>
        _backoff.NextDelay(throttled ? FirstThrottled : First, connectionRefused ? LongestRefused : Longest);
}
