using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The numbers of traces by the hashes of their keys: one array, in which a look-up reads neighbouring places only, since traces and their keys are mostly
// out of the processor's caches. Not thread-safe.
sealed class TraceTable
{
    const int None = -1, LeastPlaces = 256;

    // Open addressing: a trace is at its place or behind it, before the next free one. A power of two of places, half of them free at least.
    (int Hash, int Trace)[] _places = [];
    int _count;

    // Takes the memory for one more, so that adding it cannot fail.
    public void EnsureRoom()
    {
        if (_count * 2 < _places.Length) return;
        var before = _places;
        _places = Empty((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastPlaces, before.Length * 2)));
        foreach (var place in before)
            if (place.Trace != None) Place(place.Hash, place.Trace);
    }

    // The next trace with a hash, from a place on, which moves behind it; negative if there is none. The first place is the hash.
    public int Next(int hash, ref int place)
    {
        if (_count == 0) return None;
        while (true)
        {
            var (other, trace) = _places[place++ & (_places.Length - 1)];
            if (trace == None || other == hash) return trace;
        }
    }

    // Has the processor fetch what a look-up needs.
    public void Prefetch(int hash)
    {
        var places = _places;
        if (places.Length > 0) CacheLines.Prefetch(ref places[hash & (places.Length - 1)], 1);
    }

    public void Add(int hash, int trace)
    {
        Place(hash, trace);
        _count++;
    }

    public void Remove(int hash, int trace)
    {
        var mask = _places.Length - 1;
        var free = hash & mask;
        while (_places[free].Trace != trace) free = (free + 1) & mask;

        // Those behind it move up, unless that is before their own place.
        for (var place = (free + 1) & mask; _places[place].Trace != None; place = (place + 1) & mask)
        {
            if (((place - _places[place].Hash) & mask) < ((place - free) & mask)) continue;
            _places[free] = _places[place];
            free = place;
        }

        _places[free].Trace = None;
        _count--;
    }

    // Gives the memory back if there is no trace.
    public void Trim()
    {
        if (_count == 0) _places = [];
    }

    static (int Hash, int Trace)[] Empty(int length)
    {
        var places = new (int Hash, int Trace)[length];
        Array.Fill(places, (0, None));
        return places;
    }

    void Place(int hash, int trace)
    {
        var mask = _places.Length - 1;
        var place = hash & mask;
        while (_places[place].Trace != None) place = (place + 1) & mask;
        _places[place] = (hash, trace);
    }
}
