using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// Keeps the checkpoint file. Each session takes its part every half minute, and the part is written once the consumer is done with everything queued
// at that moment, so every event that the file calls shown has been handed over.
sealed class CheckpointKeeper
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    readonly object _gate = new();
    // Allows one write at a time, and none after the last. A separate lock, because taking a part must not wait for the disk.
    readonly object _writing = new();
    readonly Dictionary<string, GroupCheckpoint> _written;
    readonly Dictionary<int, (long Barrier, IReadOnlyList<GroupCheckpoint> Groups)> _pending = [];
    readonly Dictionary<int, TimeSpan> _due = [];
    readonly TailCheckpointFile _file;
    readonly byte[] _key;
    readonly HandoffQueue _handOff;
    readonly TailClock _clock;
    bool _ended;

    // left is an earlier run's checkpoint; each group's entry holds until this run replaces it.
    public CheckpointKeeper(TailCheckpointFile file, TailCheckpoint? left, byte[] fingerprintKey, HandoffQueue handOff, TailClock clock)
    {
        _file = file;
        _key = fingerprintKey;
        _handOff = handOff;
        _clock = clock;
        _written = left?.Groups.ToDictionary(group => group.Arn) ?? [];
    }

    // When the session's next part is due. The first is due at once, so that a tail killed early can resume too.
    public TimeSpan DueFor(int session)
    {
        lock (_gate) return _due.TryGetValue(session, out var due) ? due : _due[session] = _clock.Elapsed;
    }

    // barrier is the number of messages queued so far when the part was taken.
    public void Take(int session, long barrier, IReadOnlyList<GroupCheckpoint> groups)
    {
        lock (_gate)
        {
            _pending[session] = (barrier, groups);
            _due[session] = _clock.Elapsed + Interval;
        }

        _handOff.Poke();
    }

    // Writes the parts whose messages are all handed over. The consumer calls it when it is done with everything it took.
    public void WriteReached()
    {
        lock (_gate)
        {
            if (_pending.Count == 0) return;
        }

        lock (_writing)
        {
            if (!_ended && TryReach()) Write();
        }
    }

    // Writes the final state, when nothing is queued any more.
    public void WriteLast(IEnumerable<GroupCheckpoint> groups)
    {
        lock (_writing)
        {
            _ended = true;
            foreach (var group in groups) _written[group.Arn] = group;
            Write();
        }
    }

    bool TryReach()
    {
        lock (_gate)
        {
            var gone = _handOff.Gone;
            var reached = _pending.Where(part => part.Value.Barrier <= gone).ToArray();
            foreach (var (session, part) in reached)
            {
                _pending.Remove(session);
                foreach (var group in part.Groups) _written[group.Arn] = group;
            }

            return reached.Length > 0;
        }
    }

    void Write() => _file.Write(new TailCheckpoint(_key, [.. _written.Values]));
}
