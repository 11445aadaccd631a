namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Combines the states of sessions and backfillers into one state of the tail.
sealed class TailStateBoard
{
    readonly object _gate = new();
    CloudWatchLiveTailState[] _sessions = [];
    int _backfills;
    bool _running;

    public CloudWatchLiveTailState State
    {
        get
        {
            lock (_gate)
            {
                if (!_running) return CloudWatchLiveTailState.Stopped;
                if (_sessions.Length == 0) return CloudWatchLiveTailState.Connecting;
                var least = _sessions.Min();
                return least == CloudWatchLiveTailState.Live && _backfills > 0 ? CloudWatchLiveTailState.Backfilling : least;
            }
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            _running = true;
            _sessions = [];
            _backfills = 0;
        }
    }

    public void Stop()
    {
        lock (_gate) _running = false;
    }

    public void SetSessionCount(int count)
    {
        lock (_gate)
        {
            _sessions = new CloudWatchLiveTailState[count];
            Array.Fill(_sessions, CloudWatchLiveTailState.Connecting);
        }
    }

    public void SetSession(int session, CloudWatchLiveTailState state)
    {
        lock (_gate) _sessions[session] = state;
    }

    public void BeginBackfill()
    {
        lock (_gate) _backfills++;
    }

    public void EndBackfill()
    {
        lock (_gate) _backfills--;
    }
}
