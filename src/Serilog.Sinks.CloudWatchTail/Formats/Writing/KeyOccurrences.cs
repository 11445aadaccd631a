using System.Runtime.InteropServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>
/// Says how often a dictionary had a key of some text already: 1 and "1" are two keys. Strings alone never have the same text, so nothing is counted
/// until another key is met.
/// </summary>
struct KeyOccurrences(DictionaryValue dictionary)
{
    Dictionary<string, int>? _counts;

    /// <summary>1 for the first key of that text.</summary>
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
