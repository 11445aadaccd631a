namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>Adds up the states of sessions and fillers to the one that the tail shows.</summary>
sealed class TailStateBoard
{
    readonly object _gate = new();
    CloudWatchLiveTailState[] _sessions = [];
    int _filling;
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
                return least == CloudWatchLiveTailState.Live && _filling > 0 ? CloudWatchLiveTailState.Filling : least;
            }
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            _running = true;
            _sessions = [];
            _filling = 0;
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

    public void BeginFilling()
    {
        lock (_gate) _filling++;
    }

    public void EndFilling()
    {
        lock (_gate) _filling--;
    }
}
