using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// The queue's pages whose events are in batches. A page with events of one stream, or of a few in long runs, is handed over: batches have places on it,
// each event in one batch, which removes it at its end, and the page goes back to the queue without its last event. Events of other pages are copied into
// their batches, because the slowest of many streams would keep the places of all. So are, later, the events of pages of which little is left, once such
// pages take too much. All of it belongs to the loop. limitBytes is the memory that events may take.
// However long a batch waits, after each taking of a page the places on pages are at most twice the events in batches on them, the spare places, and the
// page just taken. Only a new page can add to them: without one, the pages of a burst stay as they are until their batches end, without the events that
// have been removed from them.
sealed class HeldPages(EventQueue queue, LoopOwner loop, long limitBytes)
{
    // A page with fewer events than this is not kept for them.
    const int LeastEvents = EventQueue.PageSize / 2;

    // If more events of a page than this went to another batch than the one before them, those of the next page are copied.
    const int MostSwitches = EventQueue.PageSize / 32;

    // Free places on pages may take this part of the memory, and beyond that as much as the places of events.
    const int SpareShare = 16;

    readonly long _sparePlaces = limitBytes / SpareShare / CapturedSize.PerEvent;

    // Allocated at full size, because giving something back must not fail for lack of memory.
    readonly Stack<CapturedEvents> _pagesOfCopies = new(CapturedPages.Kept);

    // The batches that have places on pages.
    readonly List<MemoryEvents> _batches = [];

    // The pages handed over of which batches have not removed all events, and these events.
    int _pages;
    int _events;

    CapturedEvents? _current;
    MemoryEvents? _last;
    int _switches;

    // Whether events of the current page are copied.
    public bool Copies { get; private set; }

    // The page whose events the loop moves into batches.
    public CapturedEvents Current => _current!;

    public CapturedPages CreateCopies() => new(_pagesOfCopies);

    // Takes the oldest page, if there is any. urgent tells whether it contains an event that must not wait.
    public CapturedEvents? Take(out bool urgent)
    {
        loop.AssertOwned();
        if ((long)_pages * EventQueue.PageSize > (2L * _events) + _sparePlaces) Gather();
        if (queue.Take(out urgent) is not { } page) return null;

        // No event will follow that could share a copied string.
        page.EndSharing();
        Copies = page.Count < LeastEvents || _switches > MostSwitches;
        _switches = 0;
        return _current = page;
    }

    // Called when a batch has got an event of the current page.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(MemoryEvents batch)
    {
        if (ReferenceEquals(batch, _last)) return;
        _last = batch;
        _switches++;
    }

    // Removes events of the current page that will be in no batch.
    public void Drop(int first, int count) => Current.Remove(first, count);

    // Called when all events of the current page are in batches or dropped.
    public void EndTaking()
    {
        var page = Current;
        _current = null;
        if (Copies || page.Left == 0)
        {
            queue.Return(page);
            return;
        }

        _pages++;
        _events += page.Left;
    }

    // Removes the events of a batch that follow each other on a page. Never throws.
    public void Remove(CapturedEvents page, int first, int count)
    {
        loop.AssertOwned();
        page.Remove(first, count);
        if (ReferenceEquals(page, _current)) return;
        _events -= count;
        if (page.Left > 0) return;
        _pages--;
        queue.Return(page);
    }

    // Whether a page is kept for few events.
    public static bool IsSparse(CapturedEvents page) => page.Left < LeastEvents;

    // Makes room for a batch.
    public void MakeRoom() => _batches.EnsureCapacity(_batches.Count + 1);

    // Adds a batch that has its first place. There must be room.
    public void Add(MemoryEvents batch)
    {
        batch.Index = _batches.Count;
        _batches.Add(batch);
    }

    // Removes a batch that has no place any more.
    public void Remove(MemoryEvents batch)
    {
        var last = _batches[^1];
        _batches[batch.Index] = last;
        last.Index = batch.Index;
        _batches.RemoveAt(_batches.Count - 1);
    }

    // Releases the memory of the last burst.
    public void Trim()
    {
        _last = null;
        _pagesOfCopies.Clear();
    }

    // Has the events of sparse pages copied. Afterwards at least half of all places are taken, so that much must be removed before it is done again.
    void Gather()
    {
        try
        {
            foreach (var batch in _batches) batch.LeaveSparsePages();
        }
        catch (OutOfMemoryException)
        {
            // Events that could not be copied stay where they are.
        }
    }
}
