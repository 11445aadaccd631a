using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// The events of one span of timestamps, by fingerprint.
sealed class SeenBucket
{
    readonly Dictionary<ulong, SeenEntry> _entries = [];

    // Only for identical lines of the same millisecond: the ids after the first.
    Dictionary<ulong, HashSet<ulong>>? _moreEventIds;

    public int Count => _entries.Count;

    public IEnumerable<KeyValuePair<ulong, SeenEntry>> Entries => _entries;

    // Returns: Whether the event has to be shown.
    public bool AddLive(ulong fingerprint, int copies = 1)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, fingerprint, out _);
        var shown = entry.Shown;
        entry.LiveCopies += copies;
        return entry.Shown > shown;
    }

    // record: Whether to remember an event that was never met; one that was is counted in any case.
    // Returns: Whether the event has to be shown.
    public bool AddFound(ulong fingerprint, ulong eventId, bool record)
    {
        if (!record && !_entries.ContainsKey(fingerprint)) return true;

        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, fingerprint, out _);
        var shown = entry.Shown;
        if (entry.EventIds == 0)
        {
            entry.FirstEventId = eventId;
        }
        else if (entry.FirstEventId == eventId || !AddFurther(fingerprint, eventId))
        {
            return false;
        }

        entry.EventIds++;
        return entry.Shown > shown;
    }

    bool AddFurther(ulong fingerprint, ulong eventId)
    {
        _moreEventIds ??= [];
        if (!_moreEventIds.TryGetValue(fingerprint, out var ids)) _moreEventIds[fingerprint] = ids = [];
        return ids.Add(eventId);
    }
}
