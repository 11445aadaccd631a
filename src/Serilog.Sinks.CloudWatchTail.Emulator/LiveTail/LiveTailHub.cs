using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// The open sessions, which each put looks up here.
sealed class LiveTailHub(LiveTailOptions options, ResourceNames names, StateSignal changed)
{
    readonly object _gate = new();
    LiveTailSession[] _open = [];
    int _started;

    public LiveTailOptions Options { get; } = options;

    // The open sessions whose timers run, oldest first.
    public IReadOnlyList<LiveTailSession> Open => Volatile.Read(ref _open).Where(s => s.HasStarted).ToArray();

    // The number of sessions started so far.
    public int Started => Volatile.Read(ref _started);

    // When this method returns, the session already sees every put.
    public LiveTailSession? TryOpen(LiveTailCriteria criteria, out ServiceError? error)
    {
        var session = new LiveTailSession(Guid.NewGuid().ToString(), criteria, Options, Name, changed);
        lock (_gate)
        {
            error = _open.Length < Options.SessionLimit
                ? null
                : new("LimitExceededException", "Rate exceeded");
            if (error is not null) return null;
            _open = [.. _open, session];
        }

        return session;
    }

    // The session's timer runs: releases those who wait for the session.
    public void Announce(LiveTailSession session)
    {
        session.HasStarted = true;
        Interlocked.Increment(ref _started);
        changed.Pulse();
    }

    public void Close(LiveTailSession session)
    {
        lock (_gate) _open = _open.Where(s => s != session).ToArray();
        session.End();
        changed.Pulse();
    }

    public void Publish(LogGroup group, LogStream stream, ReadOnlySpan<LogRecord> records)
    {
        foreach (var session in Volatile.Read(ref _open)) session.Offer(group, stream, records);
    }

    string Name(string key) => Options.GroupNaming switch
    {
        LiveTailGroupNaming.Name => names.NameOf(key),
        LiveTailGroupNaming.Arn => names.LogGroupArn(key),
        _ => $"{names.AccountOf(key)}:{names.NameOf(key)}",
    };
}
