using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// Everything that is stored, behind one lock: requests parse and match outside it, and hold it only to look up, insert and copy.
sealed class LogStore(long memoryLimitBytes, TimeProvider clock, Action<string> notice)
{
    // The cost of an event besides its message: its entry, its array's header, its share of the block.
    const int EntryBytes = 64;

    readonly SortedDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    long _lastId;
    long _heldBytes;

    // Must be held during any access to objects from this store.
    public object Gate { get; } = new();

    // Groups by name, in ordinal order.
    public IReadOnlyDictionary<string, LogGroup> Groups => _groups;

    // The number of events evicted because memory was short.
    public long EvictedEvents { get; private set; }

    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ServiceError? Add(LogGroup group)
    {
        lock (Gate) return _groups.TryAdd(group.Name, group) ? null : ServiceError.LogGroupExists;
    }

    public ServiceError? Remove(string groupName)
    {
        lock (Gate)
        {
            if (!_groups.TryGetValue(groupName, out var group)) return ServiceError.LogGroupNotFound;
            if (group.DeletionProtectionEnabled)
            {
                return new("ValidationException", "The specified log group has deletion protection enabled and cannot be deleted.");
            }

            _groups.Remove(groupName);
            foreach (var stream in group.Streams.Values) Forget(group, stream, RecordPosition.After(long.MaxValue));
            return null;
        }
    }

    public ServiceError? AddStream(string groupName, string streamName)
    {
        lock (Gate)
        {
            if (!_groups.TryGetValue(groupName, out var group)) return ServiceError.LogGroupNotFound;
            return group.Streams.TryAdd(streamName, new(streamName, Now)) ? null : ServiceError.LogStreamExists;
        }
    }

    public ServiceError? RemoveStream(string groupName, string streamName)
    {
        lock (Gate)
        {
            if (!_groups.TryGetValue(groupName, out var group)) return ServiceError.LogGroupNotFound;
            if (!group.Streams.Remove(streamName, out var stream)) return ServiceError.LogStreamNotFound;
            Forget(group, stream, RecordPosition.After(long.MaxValue));
            return null;
        }
    }

    // Stores validated events. Returns them as stored, or null if the stream was deleted after it was looked up.
    public LogRecord[]? Append(LogGroup group, LogStream stream, ReadOnlySpan<PendingEvent> events, long ingestionTime)
    {
        var records = new LogRecord[events.Length];
        var firstToGo = false;
        lock (Gate)
        {
            if (!ReferenceEquals(_groups.GetValueOrDefault(group.Name), group)
                || !ReferenceEquals(group.Streams.GetValueOrDefault(stream.Name), stream))
            {
                return null;
            }

            for (var i = 0; i < events.Length; i++)
            {
                records[i] = new(events[i].Timestamp, ingestionTime, ++_lastId, events[i].Message);
                stream.Add(records[i]);
                group.StoredBytes += records[i].Size;
                _heldBytes += records[i].Message.Length + EntryBytes;
            }

            group.AcceptedEvents += events.Length;
            if (_heldBytes > memoryLimitBytes)
            {
                firstToGo = EvictedEvents == 0;
                MakeRoom();
            }
        }

        // Called outside the lock, because it is the user's code.
        if (firstToGo)
        {
            notice($"The emulator has reached its limit of {memoryLimitBytes} bytes of events: from now on it evicts the oldest events to make room. "
                   + "This is reported once; EvictedEvents counts the evicted events.");
        }

        return records;
    }

    // Evicts the oldest events down to nine tenths of the limit, so that not every put has to evict.
    void MakeRoom()
    {
        var target = memoryLimitBytes / 10 * 9;
        var oldest = new PriorityQueue<(LogGroup Group, LogStream Stream), RecordPosition>();
        foreach (var group in _groups.Values)
        {
            foreach (var stream in group.Streams.Values)
            {
                if (stream.Records.Count > 0) oldest.Enqueue((group, stream), stream.Records.First.Position);
            }
        }

        while (_heldBytes > target && oldest.TryDequeue(out var owner, out _))
        {
            // Removes events up to the next stream's oldest event, at most a block's worth.
            var until = owner.Stream.Records.EndOfFirst(SortedRecords.BlockSize);
            if (oldest.TryPeek(out _, out var next) && next < until) until = next;
            EvictedEvents += Forget(owner.Group, owner.Stream, until);
            if (owner.Stream.Records.Count > 0) oldest.Enqueue(owner, owner.Stream.Records.First.Position);
        }
    }

    int Forget(LogGroup group, LogStream stream, RecordPosition before)
    {
        var (count, bytes) = stream.Records.RemoveBefore(before);
        group.StoredBytes -= bytes;
        _heldBytes -= bytes + (long)count * (EntryBytes - LogRecord.Overhead);
        return count;
    }
}
