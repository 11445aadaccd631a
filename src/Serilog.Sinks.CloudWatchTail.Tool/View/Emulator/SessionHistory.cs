using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

// The open Live Tail sessions and the last that ended: a developer looks for one after it is gone. Not thread-safe.
sealed class SessionHistory(CloudWatchLogsEmulator emulator)
{
    const int EndedLimit = 20;

    List<LiveTailSession> _known = [];

    // Oldest first.
    public IReadOnlyList<LiveTailSession> Read()
    {
        var all = _known.Union(emulator.LiveTailSessions).ToList();
        var tooMany = all.Count(session => session.Ended.IsCompleted) - EndedLimit;
        _known = all.Where(session => !session.Ended.IsCompleted || --tooMany < 0).ToList();
        return _known;
    }
}
