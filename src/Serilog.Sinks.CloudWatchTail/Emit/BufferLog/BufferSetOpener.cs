using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// Opens the sets of a base name that no process holds. The folder is listed once for many sets, after they are locked, because until then a process
// that holds one could change it.
sealed class BufferSetOpener(BufferLogSettings settings)
{
    const int MostAtOnce = 64;

    bool _probed;
    bool _locksFail;

    // Opens the first set that is free and not meant for another destination. Throws IOException if there is none or none can be created,
    // UnauthorizedAccessException if access is denied.
    public BufferSet OpenOwn()
    {
        settings.Files.CreateDirectory(new BufferPaths(settings.BaseFilename, 1).Folder);
        var atOnce = 1;
        for (var set = 1; set <= BufferPaths.MaxSets; set += atOnce, atOnce = Math.Min(2 * atOnce, MostAtOnce))
        {
            // Starts with a few, since other processes that start now find all of these locked.
            var opened = Open(Enumerable.Range(set, atOnce), _ => 0, mostWanted: 1);
            if (opened.Find(s => !s.IsForeign) is { } own) return own;
        }

        throw new IOException($"All {BufferPaths.MaxSets} sets of files are in use.");
    }

    // Opens these sets, whatever the destination of their events. firstRecordOf gives the number of a set's first record.
    public List<BufferSet> OpenLeft(IEnumerable<int> sets, Func<int, long> firstRecordOf) => Open(sets, firstRecordOf, int.MaxValue);

    // Opens those sets that are free. Closes foreign ones and those beyond the number wanted.
    List<BufferSet> Open(IEnumerable<int> sets, Func<int, long> firstRecordOf, int mostWanted)
    {
        if (_locksFail) throw NoLocks();
        var locks = new List<(BufferPaths Paths, BufferLock Lock)>();
        var opened = new List<BufferSet>();
        var next = 0;
        try
        {
            foreach (var set in sets)
            {
                var paths = new BufferPaths(settings.BaseFilename, set);
                if (BufferLock.TryTake(paths.Lock, settings.Files) is { } held) locks.Add((paths, held));
            }

            if (locks.Count == 0) return opened;
            Probe(locks[0].Lock);
            var folder = BufferFolder.Look(settings.Files, settings.BaseFilename);
            for (var wanted = mostWanted; next < locks.Count && wanted > 0;)
            {
                var (paths, held) = locks[next++];
                if (TryOpen(paths, held, firstRecordOf(opened.Count), folder) is not { } set) continue;
                opened.Add(set);
                if (!set.IsForeign) wanted--;
                else if (mostWanted == 1) set.Dispose();
            }

            return opened;
        }
        finally
        {
            foreach (var (_, unused) in locks.Skip(next)) unused.Dispose();
        }
    }

    BufferSet? TryOpen(BufferPaths paths, BufferLock held, long firstRecord, BufferFolder folder)
    {
        try
        {
            return BufferSet.TryOpen(paths, held, settings, firstRecord, folder.SegmentsOf(paths.Set));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            settings.Warn($"the buffer {paths.Lock[..^BufferPaths.LockExtension.Length]} that another process left cannot be read: {ex.Message}");
            return null;
        }
    }

    // Checked once: on some network file systems, and where .NET is configured not to lock, locks exclude no other process.
    void Probe(BufferLock held)
    {
        if (_probed) return;
        _locksFail = !held.IsEffective();
        _probed = true;
        if (_locksFail) throw NoLocks();
    }

    static IOException NoLocks() => new("File locks have no effect here, so that another process could use the same files.");
}
