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
    const int Kept = 256;

    readonly List<CapturedEvents> _pages = [];
    CapturedEvents? _last;

    public CapturedEvent this[int index] => _pages[index / PageSize][index % PageSize];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(scoped in CapturedEvent captured)
    {
        if (_last is null || _last.Count == PageSize) _pages.Add(_last = pool.TryPop(out var page) ? page : new CapturedEvents());
        _last.Add(in captured);
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
}
