namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The numbers of places in an order: each is in it once at most, and adding, moving and removing take the same short time however many there are.
sealed class IndexList
{
    const int None = -1;

    (int Previous, int Next)[] _links = [];
    int _last = None;

    // The first number; negative if there is none.
    public int First { get; private set; } = None;

    // The number behind one; negative if it is the last.
    public int NextOf(int index) => _links[index].Next;

    // Allocates the memory for a number, so that adding it cannot fail.
    public void EnsureRoom(int index)
    {
        if (index >= _links.Length) Array.Resize(ref _links, Math.Max(256, Math.Max(index + 1, _links.Length * 2)));
    }

    // Has the processor fetch what the removal of a number needs.
    public void Prefetch(int index) => CacheLines.Prefetch(ref _links[index], 1);

    public void AddLast(int index)
    {
        _links[index] = (_last, None);
        if (_last == None) First = index;
        else _links[_last].Next = index;
        _last = index;
    }

    public void Remove(int index)
    {
        var (previous, next) = _links[index];
        if (previous == None) First = next;
        else _links[previous].Next = next;
        if (next == None) _last = previous;
        else _links[next].Previous = previous;
    }

    public void MoveToLast(int index)
    {
        if (index == _last) return;
        Remove(index);
        AddLast(index);
    }

    // Gives the memory back if there is no number.
    public void Trim()
    {
        if (First == None) _links = [];
    }
}
