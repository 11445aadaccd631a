using Serilog.Sinks.CloudWatchTail.CloudWatch;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// The services that every stage of a run shares. Randomizer is uniform in [0, 1).
sealed record TailServices(ICloudWatchLogsClient Client, TimeProvider TimeProvider, Func<double> Randomizer, TailNotices Notices)
{
    public TailClock Clock { get; } = new(TimeProvider, offset => Notices.Raise(new CloudWatchLiveTailNotice.ClockDiffers { Offset = offset }));

    public TailMoment Now => Clock.Now;
}
