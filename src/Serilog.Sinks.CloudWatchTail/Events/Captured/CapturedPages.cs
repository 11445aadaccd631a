using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>
/// Captured events of any number, on pages that come from a pool and go back to it: what waits in many places at once takes the memory that it
/// fills, and growing copies nothing.
/// </summary>
sealed class CapturedPages(Stack<CapturedEvents> pool)
{
    /// <summary>Events on a page.</summary>
    public const int PageSize = 256;

    /// <summary>More empty pages are not kept in the pool.</summary>
    public const int Kept = 256;

    readonly List<CapturedEvents> _pages = [];
    CapturedEvents? _last;

    public CapturedEvent this[int index] => _pages[index / PageSize][index % PageSize];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(scoped in CapturedEvent captured)
    {
        if (_last is null || _last.Count == PageSize) TurnPage();
        _last!.Add(in captured);
    }

    /// <summary>Forgets all events and gives the pages back.</summary>
    public void Clear()
    {
        foreach (var page in _pages)
        {
            page.Clear();
            if (pool.Count < Kept) pool.Push(page);
        }

        _pages.Clear();
        _last = null;
    }

    void TurnPage()
    {
        // The page counts as the last one only once it is in the list.
        var page = pool.TryPop(out var used) ? used : new CapturedEvents();
        _pages.Add(page);
        _last = page;
    }
}
