using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// The events of a batch in parts, until the service has answered for them: their places on pages that the loop took from the queue, or copies.
sealed class MemoryEvents(MemorySource source, HeldPages pages) : HeldEvents(source)
{
    const int InitialRuns = 4;

    readonly CapturedPages _copies = pages.CreateCopies();
    PageRun[] _runs = new PageRun[InitialRuns];
    int _runCount;
    int _count;
    bool _hasPlaces;

    // The position among the batches that have places on pages.
    public int Index { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Add(long key)
    {
        // Steps that can throw come first.
        MakeRoom();
        var (page, index) = (pages.Current, (int)key);
        var captured = page[index];
        if (pages.Copies)
        {
            AddCopy(in captured);
        }
        else
        {
            if (!_hasPlaces) BeginPlaces();
            Append(page, index);
        }

        pages.Count(this);
        return captured.Head.Bytes;
    }

    // The event may remain with the other batch, so it is copied.
    public override void AddFrom(HeldEvents other, int arrival)
    {
        MakeRoom();
        AddCopy(((MemoryEvents)other)[arrival]);
    }

    public override bool Waits(int arrival) => true;

    public override void RenderAgain(int arrival, ReadOnlySpan<byte> whole, int sizeLimitBytes, Utf8Buffer message) =>
        source.Renderer.Render(this[arrival], sizeLimitBytes, message);

    public LogEvent ToLogEvent(int arrival) => this[arrival].ToLogEvent();

    // Copies the events on pages of which little is left. Throws between events.
    public void LeaveSparsePages()
    {
        for (var i = 0; i < _runCount; i++)
        {
            ref var run = ref _runs[i];
            if (run.Page is not { } page || !HeldPages.IsSparse(page)) continue;
            var (first, count, copy) = (run.First, EndOf(i) - run.Arrival, _copies.Count);
            for (var j = first; j < first + count; j++) _copies.Add(page[j]);
            run = new PageRun(null, copy, run.Arrival);
            pages.Remove(page, first, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Clear()
    {
        for (var i = 0; i < _runCount; i++)
        {
            if (_runs[i].Page is { } page) pages.Remove(page, _runs[i].First, EndOf(i) - _runs[i].Arrival);
        }

        _copies.Clear();
        Array.Clear(_runs, 0, _runCount);
        _runCount = _count = 0;
        if (!_hasPlaces) return;
        _hasPlaces = false;
        pages.Remove(this);
    }

    CapturedEvent this[int arrival]
    {
        get
        {
            var (low, high) = (0, _runCount - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (_runs[middle].Arrival <= arrival) low = middle;
                else high = middle - 1;
            }

            ref readonly var run = ref _runs[low];
            var index = run.First + arrival - run.Arrival;
            return run.Page is { } page ? page[index] : _copies[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void MakeRoom()
    {
        if (_runCount == _runs.Length) Grow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow() => Array.Resize(ref _runs, _runCount * 2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    void BeginPlaces()
    {
        pages.MakeRoom();
        pages.Add(this);
        _hasPlaces = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void AddCopy(scoped in CapturedEvent captured)
    {
        _copies.Add(in captured);
        Append(null, _copies.Count - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Append(CapturedEvents? page, int index)
    {
        if (_runCount == 0 || !_runs[_runCount - 1].IsFollowedBy(page, index, _count)) _runs[_runCount++] = new PageRun(page, index, _count);
        _count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int EndOf(int run) => run + 1 < _runCount ? _runs[run + 1].Arrival : _count;
}
