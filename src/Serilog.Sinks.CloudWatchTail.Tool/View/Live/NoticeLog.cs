namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// The latest notices. Safe for concurrent use.
sealed class NoticeLog(TimeProvider timeProvider)
{
    const int Limit = 50;

    readonly object _gate = new();
    Notice[] _notices = [];
    long _lastNumber;

    public void Add(string kind, string severity, string text)
    {
        lock (_gate)
        {
            var notice = new Notice(++_lastNumber, timeProvider.GetUtcNow(), kind, severity, text);
            _notices = [.. _notices.TakeLast(Limit - 1), notice];
        }
    }

    // The notices after this number, oldest first.
    public IEnumerable<Notice> After(long number) => Volatile.Read(ref _notices).Where(notice => notice.Number > number);
}
