namespace Serilog.Sinks.CloudWatchTail.Tool.View.Store;

// The names of one kind that stored events use. A name goes with its last event, so that the table is as bounded as the store. Not thread-safe.
sealed class NameTable
{
    readonly Dictionary<string, Name> _names = new(StringComparer.Ordinal);
    int _lastId;

    // Returns the bytes that the table takes more.
    public int Acquire(string text, out Name name)
    {
        if (_names.TryGetValue(text, out var known))
        {
            known.Uses++;
            name = known;
            return 0;
        }

        name = _names[text] = new Name(++_lastId, text) { Uses = 1 };
        return name.Bytes;
    }

    // Returns the bytes that the table takes less.
    public int Release(Name name)
    {
        if (--name.Uses > 0) return 0;
        _names.Remove(name.Text);
        return name.Bytes;
    }

    public void Clear() => _names.Clear();
}
