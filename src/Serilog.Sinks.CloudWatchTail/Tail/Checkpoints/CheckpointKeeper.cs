using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// Keeps the checkpoint file. Each session's part is taken every half minute, and written once the consumer is done with everything that was
// queued at that moment: an event that the file calls shown has been handed over.
sealed class CheckpointKeeper
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    readonly object _gate = new();
    // One write at a time, and none after the last. Taking a part must not wait for the disk, so it is another lock.
    readonly object _writing = new();
    readonly Dictionary<string, GroupCheckpoint> _written;
    readonly Dictionary<int, (long Barrier, IReadOnlyList<GroupCheckpoint> Groups)> _pending = [];
    readonly Dictionary<int, TimeSpan> _due = [];
    readonly TailCheckpointFile _file;
    readonly byte[] _key;
    readonly HandoffQueue _handOff;
    readonly TailClock _clock;
    bool _ended;

    // left: The checkpoint of an earlier run: it holds for a group until there is a later one.
    public CheckpointKeeper(TailCheckpointFile file, TailCheckpoint? left, byte[] fingerprintKey, HandoffQueue handOff, TailClock clock)
    {
        _file = file;
        _key = fingerprintKey;
        _handOff = handOff;
        _clock = clock;
        _written = left?.Groups.ToDictionary(group => group.Arn) ?? [];
    }

    // When the session's next part is due: the first at once, so that a reader that is killed soon loses nothing either.
    public TimeSpan DueFor(int session)
    {
        lock (_gate) return _due.TryGetValue(session, out var due) ? due : _due[session] = _clock.Elapsed;
    }

    // barrier: How many messages had ever been queued when the part was taken.
    public void Take(int session, long barrier, IReadOnlyList<GroupCheckpoint> groups)
    {
        lock (_gate)
        {
            _pending[session] = (barrier, groups);
            _due[session] = _clock.Elapsed + Interval;
        }

        _handOff.Poke();
    }

    // Called by the consumer when it is done with all that it took: writes the parts that are complete by then.
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

    // The end: nothing is queued any more, and the parts say what was handed over.
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
