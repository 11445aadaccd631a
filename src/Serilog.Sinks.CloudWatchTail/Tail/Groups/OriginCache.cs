using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Creates the origins of events. Neighbouring events often come from one put, so many share an origin. Not thread-safe: each loop has its own.
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
