using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// The events of one span of timestamps, by fingerprint.
sealed class SeenBucket
{
    readonly Dictionary<ulong, SeenEntry> _entries = [];

    // The ids after the first, for identical lines of the same millisecond.
    Dictionary<ulong, HashSet<ulong>>? _moreEventIds;

    public int Count => _entries.Count;

    public IEnumerable<KeyValuePair<ulong, SeenEntry>> Entries => _entries;

    // Returns whether to show the event.
    public bool AddLive(ulong fingerprint, int copies = 1)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, fingerprint, out _);
        var shown = entry.Shown;
        entry.LiveCopies += copies;
        return entry.Shown > shown;
    }

    // Returns whether to show the event. record tells whether to remember a new event; a known one is always counted.
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
