using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Raises a notice, at most once a minute, when a sweep takes too long.
sealed class BehindAlarm(TimeSpan limit, TailServices services)
{
    static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    TimeSpan _begun;
    TimeSpan _quietUntil;
    int _setbacks;
    bool _isHistory;

    // Reading history raises no notice, because it may take long.
    public void SweepBegins(bool isHistory)
    {
        _isHistory = isHistory;
        _begun = services.Clock.Elapsed;
        _setbacks = 0;
    }

    public void Setback()
    {
        _setbacks++;
        Check();
    }

    public void Check()
    {
        var now = services.Clock.Elapsed;
        if (_isHistory || now - _begun <= limit || now < _quietUntil) return;
        _quietUntil = now + Silence;
        services.Notices.Raise(new CloudWatchLiveTailNotice.BackfillFellBehind { Behind = now - _begun, Throttles = _setbacks });
    }
}
