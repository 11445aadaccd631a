using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>
/// Makes the origins of events. Neighbours often come from the same put, so the last origin serves for many. Not thread-safe: one for each loop.
/// </summary>
sealed class OriginCache(ICloudWatchLogsClient client)
{
    EventOrigin? _last;
    long _lastIngestionTime;

    public EventOrigin Get(TailedGroup group, string logStream, long ingestionTime, bool sampled, bool filled)
    {
        if (_last is { } last && _lastIngestionTime == ingestionTime && last.Sampled == sampled && last.Filled == filled
            && ReferenceEquals(last.LogGroupIdentifier, group.Arn) && last.LogStream == logStream)
            return last;

        _lastIngestionTime = ingestionTime;
        return _last = new EventOrigin(group.Arn, group.Name, logStream, ServiceTime.From(ingestionTime), client.Endpoint, sampled, filled);
    }
}
