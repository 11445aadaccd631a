using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Messages;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Store;

// The events in memory, in the order of their arrival: a ring, whose oldest events make room for new ones. Only writers take the lock; readers look at
// slots and never keep the tail waiting.
sealed class EventStore
{
    readonly object _gate = new();
    readonly StoredEvent?[] _slots;
    readonly NameTable _templates = new();
    readonly NameTable _groups = new();
    readonly NameTable _streams = new();
    long _first = 1;
    long _last;
    long _bytes;
    long _dropped;

    public EventStore(StoreLimits limits)
    {
        Limits = limits;
        _slots = new StoredEvent?[limits.Events];
    }

    public StoreLimits Limits { get; }

    // The lowest number that is still stored; one more than LastSeq if the store is empty.
    public long FirstSeq => Interlocked.Read(ref _first);

    // The number of the newest event; 0 before the first.
    public long LastSeq => Interlocked.Read(ref _last);

    public long Count => Math.Max(0, LastSeq - FirstSeq + 1);

    // The memory that the stored events take.
    public long Bytes => Interlocked.Read(ref _bytes);

    // How many events have made room for others.
    public long Dropped => Interlocked.Read(ref _dropped);

    // logEvent is what the message says.
    public void Add(in CloudWatchLiveTailMessage message, LogEvent logEvent)
    {
        var copy = message.Utf8Message.ToArray();
        var shape = MessageShape.Of(logEvent);
        lock (_gate)
        {
            var names = _templates.Acquire(shape, out var template) + _groups.Acquire(message.LogGroup, out var group) + _streams.Acquire(message.LogStream, out var stream);
            var stored = new StoredEvent
            {
                Seq = _last + 1,
                Message = copy,
                Time = logEvent.Timestamp,
                Timestamp = message.Timestamp.ToUnixTimeMilliseconds(),
                IngestionTime = message.IngestionTime.ToUnixTimeMilliseconds(),
                Template = template,
                Group = group,
                Stream = stream,
                Level = logEvent.Level,
                Sampled = message.Sampled,
                Backfilled = message.Backfilled,
            };
            Interlocked.Add(ref _bytes, names + stored.Bytes);
            while (Count >= Limits.Events || (Count > 0 && Bytes > Limits.Bytes)) DropOldest();
            Volatile.Write(ref _slots[stored.Seq % _slots.Length], stored);
            Interlocked.Exchange(ref _last, stored.Seq);
        }
    }

    // Returns null if the event has made room for others, or has not arrived.
    public StoredEvent? Find(long seq) => seq > 0 && Volatile.Read(ref _slots[seq % _slots.Length]) is { } stored && stored.Seq == seq ? stored : null;

    // Forgets all events. Those that arrive later have higher numbers nevertheless.
    public void Clear()
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _first, _last + 1);
            Array.Clear(_slots);
            _templates.Clear();
            _groups.Clear();
            _streams.Clear();
            Interlocked.Exchange(ref _bytes, 0);
        }
    }

    void DropOldest()
    {
        ref var slot = ref _slots[_first % _slots.Length];
        var oldest = slot!;
        Interlocked.Increment(ref _first);
        Volatile.Write(ref slot, null);
        Interlocked.Add(ref _bytes, -oldest.Bytes - _templates.Release(oldest.Template) - _groups.Release(oldest.Group) - _streams.Release(oldest.Stream));
        Interlocked.Increment(ref _dropped);
    }
}
