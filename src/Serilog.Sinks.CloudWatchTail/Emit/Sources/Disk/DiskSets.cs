using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// The sets of files that are read: its own, and those of processes that are gone, whose events would never be sent otherwise. Only the loop changes
// them.
sealed class DiskSets : IDisposable
{
    // The set's slot is in the upper bits of a record's number.
    const int SlotShift = 48;

    // The most sets of other processes open at the same time, however many there are.
    const int MostLeft = 128;

    static readonly TimeSpan AdoptionInterval = TimeSpan.FromMinutes(1);
    static readonly TimeSpan DiskInterval = TimeSpan.FromSeconds(5);

    readonly EmitSettings _settings;
    readonly DiskIntake _intake;
    readonly Failures _failures;
    readonly List<BufferSet?> _bySlot = [null];
    readonly Queue<int> _left = new();
    readonly Dictionary<int, SegmentName[]> _foreign = [];
    readonly long _adoptionTicks;
    readonly long _diskTicks;
    BufferSet[] _all = [];
    long _nextAdoption = long.MinValue;
    long _nextDiskLook;
    long _recovered;
    long _inherited;
    bool _isLive;

    public DiskSets(EmitSettings settings, DiskIntake intake)
    {
        _settings = settings;
        _intake = intake;
        _failures = new Failures(settings.LogGroup);
        _adoptionTicks = settings.TicksOf(AdoptionInterval);
        _diskTicks = settings.TicksOf(DiskInterval);
        _nextDiskLook = settings.Now() + _diskTicks;
        TakeOwn();
        LookWhenDue(settings.Now());
    }

    // All sets, its own first; any thread may read it.
    public BufferSet[] All => Volatile.Read(ref _all);

    public long Recovered => Interlocked.Read(ref _recovered);

    // The number of recovered events that an earlier sink of this process had left.
    public long Inherited => Interlocked.Read(ref _inherited);

    // Called under the gate of the metrics when the sink's counts become visible.
    public void GoLive()
    {
        _isLive = true;
        foreach (var set in All) Inherit(set);
    }

    public long NextLook => Math.Min(_nextAdoption, _nextDiskLook);

    // Resumes use of the disk if possible, and looks for sets left by other processes.
    public void LookWhenDue(long now)
    {
        if (now >= _nextDiskLook)
        {
            _nextDiskLook = now + _diskTicks;
            _intake.CheckFile();
            if (!_intake.IsUsable && !_intake.IsClosed) _intake.TryBecomeUsable();
            TakeOwn();
            foreach (var set in All) KeepLock(set);
        }

        if (now < _nextAdoption) return;
        _nextAdoption = now + _adoptionTicks;
        if (!_intake.IsClosed) FindLeft();
    }

    public BufferSet? Of(long record) => _bySlot[(int)(record >> SlotShift)];

    public BufferSegment? Find(long record) => Of(record)?.Chain.Find(record);

    // Acknowledges an event, which no longer needs the disk. Returns false if it was acknowledged before or dropped.
    public bool Acknowledge(long record) => Find(record) is { } segment && segment.Acks.Acknowledge(record - segment.First);

    // Writes each set's checkpoint and deletes settled segments. Returns the failure, if any. anyNew tells whether sets of other processes were
    // opened in place of finished ones.
    public Exception? Persist(bool last, out bool anyNew)
    {
        Exception? failure = null;
        var anyDone = false;
        foreach (var set in All)
        {
            try
            {
                var gone = set.Persist(last, out var problem);
                failure ??= problem;
                if (set != _intake.Own)
                {
                    if (!set.IsDone) continue;
                    anyDone = true;
                    Release(set);
                    continue;
                }

                _intake.CountOut(gone);
                if (_intake.IsClosed && set.IsDone) _intake.Clear();
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                failure = ex;
            }
        }

        anyNew = anyDone && !_intake.IsClosed && _left.Count > 0;
        if (anyNew) Adopt();
        return failure;
    }

    public void Dispose()
    {
        foreach (var set in All) set.Dispose();
    }

    static void KeepLock(BufferSet set)
    {
        try
        {
            set.KeepLock();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            SinkSelfLog.WriteLine("the lock {0} cannot be taken again: {1}", set.Paths.Lock, ex.Message);
        }
    }

    void TakeOwn()
    {
        if (_bySlot[0] is not null || _intake.Own is not { } own) return;
        _bySlot[0] = own;
        Count(own);
        Publish();
    }

    // Finds all sets that have segments, with one listing.
    void FindLeft()
    {
        // If other processes may use the same files, sets that look abandoned may not be.
        if (_intake.Own is null) return;
        try
        {
            _left.Clear();
            var folder = BufferFolder.Look(_intake.Disk.Files, _intake.Disk.BaseFilename);
            foreach (var set in folder.Sets)
            {
                var segments = folder.SegmentsOf(set);
                if (segments.Count == 0 || _bySlot.Exists(s => s?.Paths.Set == set)) continue;

                // The owner of a set changes only with its segments.
                if (!_foreign.TryGetValue(set, out var known) || !segments.SequenceEqual(known)) _left.Enqueue(set);
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            SinkSelfLog.WriteLine("the folder of the buffer {0} cannot be read: {1}", _intake.Disk.BaseFilename, ex.Message);
        }

        Adopt();
    }

    // Opens as many of the sets found as may be open.
    void Adopt()
    {
        while (_left.Count > 0 && MostLeft - All.Length + 1 is > 0 and var room)
        {
            var some = new List<int>();
            while (some.Count < room && _left.TryDequeue(out var set)) some.Add(set);
            try
            {
                var slots = FreeSlots(some.Count);
                var opened = _intake.Opener.OpenLeft(some, i => (long)slots[i] << SlotShift);
                for (var i = 0; i < opened.Count; i++) Take(opened[i], slots[i]);
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                SinkSelfLog.WriteLine("the buffer {0} that other processes left cannot be read: {1}", _intake.Disk.BaseFilename, ex.Message);
            }
        }
    }

    // Slots are reused: no batch has a record of a finished set.
    List<int> FreeSlots(int count)
    {
        var free = Enumerable.Range(1, _bySlot.Count - 1).Where(i => _bySlot[i] is null).Take(count).ToList();
        while (free.Count < count)
        {
            free.Add(_bySlot.Count);
            _bySlot.Add(null);
        }

        return free;
    }

    void Take(BufferSet left, int slot)
    {
        if (left.IsForeign)
        {
            LeaveAlone(left);
            return;
        }

        Count(left);
        _bySlot[slot] = left;
        Publish();
    }

    void Count(BufferSet set)
    {
        lock (SinkMetrics.Gate)
        {
            Interlocked.Add(ref _recovered, set.Recovered);
            if (_isLive) Inherit(set);
        }
    }

    void Inherit(BufferSet set) => Interlocked.Add(ref _inherited, SinkMetrics.TakeOver(_settings.LogGroup, set.Paths.Lock, set.Recovered));

    void LeaveAlone(BufferSet foreign)
    {
        foreign.Dispose();
        var files = foreign.Paths.Lock[..^BufferPaths.LockExtension.Length];
        if (!_foreign.ContainsKey(foreign.Paths.Set)) _intake.Tell(_failures.BufferForeign(files, foreign.Foreign!, foreign.Settings.Destination));
        _foreign[foreign.Paths.Set] = [.. foreign.Segments];
    }

    void Release(BufferSet set)
    {
        _bySlot[_bySlot.IndexOf(set)] = null;
        Publish();
        using (set) set.Clear();
    }

    void Publish() => Volatile.Write(ref _all, [.. _bySlot.OfType<BufferSet>()]);
}
