namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Tells, before a session was live, failures worth another try from refusals. A group or stream that does not exist is worth it for as long as
// the options say: it may be about to be created.
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
