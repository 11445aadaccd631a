using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Makes the origins of events. Neighbouring events often come from the same put, so many share one origin. Not thread-safe: one for each loop.
sealed class OriginCache(ICloudWatchLogsClient client)
{
    EventOrigin? _last;
    long _lastIngestionTime;

    public EventOrigin Get(TailedGroup group, string logStream, long ingestionTime, bool sampled, bool backfilled)
    {
        if (_last is { } last && _lastIngestionTime == ingestionTime && last.Sampled == sampled && last.Backfilled == backfilled
            && ReferenceEquals(last.LogGroupIdentifier, group.Arn) && last.LogStream == logStream)
            return last;

        _lastIngestionTime = ingestionTime;
        return _last = new EventOrigin(group.Arn, group.Name, logStream, ServiceTime.From(ingestionTime), client.Endpoint, sampled, backfilled, group.Account, group.IsAmongAccounts);
    }
}
