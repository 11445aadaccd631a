using System.Runtime.InteropServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Counts how often a key's text has already occurred in a dictionary: 1 and "1" are two keys. Strings alone never share a text, so counting starts
// only at another kind of key.
struct KeyOccurrences(DictionaryValue dictionary)
{
    Dictionary<string, int>? _counts;

    // Returns 1 for the first key with this text.
    public int Next(ScalarValue key, int index, string text)
    {
        if (_counts == null)
        {
            if (key.Value is string) return 1;
            _counts = new(dictionary.Elements.Count);
            foreach (var earlier in dictionary.Elements.Keys.Take(index)) _counts[(string)earlier.Value!] = 1;
        }

        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, text, out _);
        return ++count;
    }
}
