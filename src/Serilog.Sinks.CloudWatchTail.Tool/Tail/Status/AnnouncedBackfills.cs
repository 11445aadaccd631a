namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Tells which notices of one kind say something new: an incomplete backfill is announced again once it is complete.
sealed class AnnouncedBackfills
{
    int _announced;

    public bool IsNew(bool complete)
    {
        if (!complete)
        {
            _announced++;
            return true;
        }

        if (_announced == 0) return true;
        _announced--;
        return false;
    }
}
