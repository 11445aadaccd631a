namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Before a session was first live, tells transient failures from refusals. A missing group or stream counts as transient for as long as the options
// say, because it may be about to be created.
sealed class NotFoundGrace(TimeSpan limit, TimeProvider timeProvider)
{
    long? _missingSince;

    public void Found() => _missingSince = null;

    public bool IsWorthAnotherTry(CloudWatchLogsException exception)
    {
        switch (exception.ErrorClass)
        {
            case CloudWatchLogsErrorClass.NotFound:
                _missingSince ??= timeProvider.GetTimestamp();
                return limit > TimeSpan.Zero && timeProvider.GetElapsedTime(_missingSince.Value) < limit;
            default:
                return Refusal.IsPassing(exception);
        }
    }
}
