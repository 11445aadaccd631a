using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Any number of captured events, on pages from a pool to which they return: events that wait in many places at once use only the memory that they
// fill, and growing copies nothing.
sealed class CapturedPages(Stack<CapturedEvents> pool)
{
    // The number of events on a page.
    public const int PageSize = 256;

    // The most empty pages that the pool keeps: as many as the events of a full queue fill. What is dropped has outlived collections, and takes its memory
    // until the next full one.
    public const int Kept = 1_024;

    readonly List<CapturedEvents> _pages = [];
    CapturedEvents? _last;

    public int Count { get; private set; }

    public CapturedEvent this[int index] => _pages[index / PageSize][index % PageSize];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(scoped in CapturedEvent captured)
    {
        if (_last is null || _last.Count == PageSize) TurnPage();
        _last!.Add(in captured);
        Count++;
    }

    // Removes all events and returns the pages to the pool.
    public void Clear()
    {
        foreach (var page in _pages)
        {
            page.Clear();
            if (pool.Count < Kept) pool.Push(page);
        }

        _pages.Clear();
        _last = null;
        Count = 0;
    }

    void TurnPage()
    {
        // The page must be in the list before it counts as the last one.
        var page = pool.TryPop(out var used) ? used : new CapturedEvents();
        _pages.Add(page);
        _last = page;
    }
}
