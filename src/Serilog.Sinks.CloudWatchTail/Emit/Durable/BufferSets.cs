using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>
/// The sets of files that are read: the own one, and those of processes that are gone, which would never be sent otherwise. Only the loop changes
/// them.
/// </summary>
sealed class BufferSets : IDisposable
{
    /// <summary>The number of the set is in the upper bits of a record's number.</summary>
    const int SlotShift = 48;

    static readonly TimeSpan AdoptionInterval = TimeSpan.FromMinutes(1);
    static readonly TimeSpan DiskInterval = TimeSpan.FromSeconds(5);

    readonly CloudWatchSinkOptions _options;
    readonly DurableBuffer _buffer;
    readonly List<BufferSet?> _bySlot = [null];
    readonly HashSet<int> _foreign = [];
    readonly long _adoptionTicks;
    readonly long _diskTicks;
    BufferSet[] _all = [];
    long _nextAdoption = long.MinValue;
    long _nextDiskLook;
    long _recovered;

    public BufferSets(CloudWatchSinkOptions options, DurableBuffer buffer)
    {
        _options = options;
        _buffer = buffer;
        _adoptionTicks = options.TimeProvider.ToTimestampTicks(AdoptionInterval);
        _diskTicks = options.TimeProvider.ToTimestampTicks(DiskInterval);
        _nextDiskLook = options.TimeProvider.GetTimestamp() + _diskTicks;
        TakeOwn();
        LookWhenDue(options.TimeProvider.GetTimestamp());
    }

    /// <summary>All sets, the own one first; may be read from anywhere.</summary>
    public BufferSet[] All => Volatile.Read(ref _all);

    public long Recovered => Interlocked.Read(ref _recovered);

    public long NextLook => Math.Min(_nextAdoption, _nextDiskLook);

    /// <summary>Sees to it that the disk is used again if it can be, and that nothing is left behind by others.</summary>
    public void LookWhenDue(long now)
    {
        if (now >= _nextDiskLook)
        {
            _nextDiskLook = now + _diskTicks;
            _buffer.CheckFile();
            if (!_buffer.IsUsable && !_buffer.IsClosed) _buffer.TryBecomeUsable();
            TakeOwn();
            foreach (var set in All) set.KeepLock();
        }

        if (now < _nextAdoption) return;
        _nextAdoption = now + _adoptionTicks;
        if (!_buffer.IsClosed) Adopt();
    }

    public BufferSet? Of(long record) => _bySlot[(int)(record >> SlotShift)];

    public BufferSegment? Find(long record) => Of(record)?.Chain.Find(record);

    /// <summary>Writes down what is settled in each set and deletes it. The failure, if that was not possible.</summary>
    public Exception? Persist(bool flush)
    {
        Exception? failure = null;
        foreach (var set in All)
        {
            try
            {
                var gone = set.Persist(flush, out var problem);
                failure ??= problem;
                if (set != _buffer.Own)
                {
                    if (set.IsDone) Release(set);
                    continue;
                }

                _buffer.CountOut(gone);
                if (_buffer.IsClosed && set.IsDone) _buffer.Clear();
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                failure = ex;
            }
        }

        return failure;
    }

    public void Dispose()
    {
        foreach (var set in All) set.Dispose();
    }

    void TakeOwn()
    {
        if (_bySlot[0] is not null || _buffer.Own is not { } own) return;
        _bySlot[0] = own;
        Interlocked.Add(ref _recovered, own.Recovered);
        Publish();
    }

    void Adopt()
    {
        foreach (var number in BufferPaths.FindSets(_options.BufferBaseFilename!))
        {
            var paths = new BufferPaths(_options.BufferBaseFilename!, number);
            if (_bySlot.Exists(s => s?.Paths.Set == number) || paths.FindSegments().Count == 0) continue;
            try
            {
                var firstRecord = (long)_bySlot.Count << SlotShift;
                if (BufferSet.TryOpen(paths, _options.BufferFiles, _options.FlushesBuffer, firstRecord, _buffer.Group) is { } orphan) Take(orphan);
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                SafeSelfLog.WriteLine("the buffer {0} that another process left cannot be read: {1}", paths.Segment(0), ex.Message);
            }
        }
    }

    void Take(BufferSet orphan)
    {
        if (orphan.IsForeign)
        {
            LeaveAlone(orphan);
            return;
        }

        Interlocked.Add(ref _recovered, orphan.Recovered);
        _bySlot.Add(orphan);
        Publish();
    }

    void LeaveAlone(BufferSet foreign)
    {
        foreign.Dispose();
        if (!_foreign.Add(foreign.Paths.Set)) return;
        var newest = foreign.Paths.Segment(foreign.Chain.Newest!.Sequence);
        _buffer.Tell($"The buffer {newest} holds events for another log group than {_options.LogGroup}; they wait for a sink of that group.", null);
    }

    void Release(BufferSet set)
    {
        _bySlot[_bySlot.IndexOf(set)] = null;
        Publish();
        Close(set);
    }

    static void Close(BufferSet set)
    {
        using (set) set.Clear();
    }

    void Publish() => Volatile.Write(ref _all, [.. _bySlot.OfType<BufferSet>()]);
}
