namespace Serilog.Sinks.CloudWatchTail;

/// <summary>What a <see cref="CloudWatchLiveTail"/> is doing. With several sessions, the least advanced one counts.</summary>
public enum CloudWatchLiveTailState
{
    /// <summary>Not running: not started yet, or ended.</summary>
    Stopped,

    /// <summary>Log groups are being resolved, or a session is being started for the first time.</summary>
    Connecting,

    /// <summary>A session ended, and the next one has not started yet.</summary>
    Interrupted,

    /// <summary>All sessions are live, and history, a gap or a sampled second is being fetched.</summary>
    Backfilling,

    /// <summary>All sessions are live, and only the regular sweep is fetching events.</summary>
    Live,
}
