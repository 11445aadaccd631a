using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

// Finds the most expensive templates in bounded memory, by the space-saving algorithm: each of a number of slots counts one template, and a template
// without a slot replaces the cheapest one and inherits its bytes for the order. A template that costs more than its share of the slots therefore
// always has one; its own figures start when it took the slot, and are never too high. More slots find more templates, but make replacing one slower.
// Thread-safe.
sealed class TemplateCosts(int places)
{
    // Longer texts are truncated: templates that the application composes can have any length.
    public const int LongestText = 512;

    // The number of recent templates found by identity; a power of two.
    const int Remembered = 256;

    readonly object _gate = new();
    readonly int[] _hashes = new int[places];
    readonly Place[] _places = new Place[places];
    readonly (MessageTemplate? Template, int Place)[] _remembered = new (MessageTemplate?, int)[Remembered];
    int _taken;

    // Counts an event. Never throws: if there is not enough memory for a template's text, the event is not counted.
    public void Add(MessageTemplate template, long bytes)
    {
        lock (_gate)
        {
            ref var remembered = ref _remembered[RuntimeHelpers.GetHashCode(template) & (Remembered - 1)];
            if (!ReferenceEquals(remembered.Template, template))
            {
                if (!TryFindOrTake(template.Text.AsSpan(0, Math.Min(template.Text.Length, LongestText)), template.Text, out var index)) return;

                // A long template usually belongs to a single event.
                if (template.Text.Length > LongestText)
                {
                    _places[index].Add(bytes);
                    return;
                }

                remembered = (template, index);
            }

            _places[remembered.Place].Add(bytes);
        }
    }

    // Returns the most expensive templates first.
    public TemplateCost[] Costliest(int most)
    {
        Place[] taken;
        lock (_gate) taken = _places[.._taken];
        return [.. taken.OrderByDescending(static p => p.Bytes).ThenBy(static p => p.Text, StringComparer.Ordinal).Take(most).Select(static p => new TemplateCost(p.Text, p.Events, p.Bytes))];
    }

    // Resets all counts.
    public void Clear()
    {
        lock (_gate)
        {
            Array.Clear(_places);
            Array.Clear(_remembered);
            _taken = 0;
        }
    }

    bool TryFindOrTake(ReadOnlySpan<char> key, string text, out int index)
    {
        var hash = string.GetHashCode(key);
        for (var from = 0; _hashes.AsSpan(from, _taken - from).IndexOf(hash) is >= 0 and var offset; from = index + 1)
        {
            index = from + offset;
            if (key.SequenceEqual(_places[index].Text)) return true;
        }

        index = _taken < places ? _taken : Cheapest();
        try
        {
            var inherited = index < _taken ? _places[index].Rank : 0;
            _places[index] = new Place(key.Length == text.Length ? text : key.ToString(), inherited);
        }
        catch (OutOfMemoryException)
        {
            return false;
        }

        if (index == _taken) _taken++;
        else Forget(index);
        _hashes[index] = hash;
        return true;
    }

    int Cheapest()
    {
        var cheapest = 0;
        for (var i = 1; i < _taken; i++)
        {
            if (_places[i].Rank < _places[cheapest].Rank) cheapest = i;
        }

        return cheapest;
    }

    void Forget(int place)
    {
        foreach (ref var remembered in _remembered.AsSpan())
        {
            if (remembered.Place == place) remembered = default;
        }
    }

    struct Place(string text, long inherited)
    {
        public readonly string Text = text;
        public long Events;
        public long Bytes;

        public readonly long Rank => inherited + Bytes;

        public void Add(long bytes)
        {
            Events++;
            Bytes += bytes;
        }
    }
}
