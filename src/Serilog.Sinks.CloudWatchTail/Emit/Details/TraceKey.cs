using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// What a trace is known by, with its hash. The characters of a trace id are held by value: many short-lived strings that are held from old objects would
// make each garbage collection longer.
struct TraceKey
{
    const int MostCharacters = 32;

    Characters _characters;
    readonly string? _long;
    readonly int _length;

    public TraceKey(string key, int hash)
    {
        Hash = hash;
        _length = key.Length;
        if (key.Length > MostCharacters) _long = key;
        else key.CopyTo(_characters);
    }

    public int Hash { get; }

    // The memory that it keeps, apart from this struct.
    public readonly int Bytes => CapturedSize.Of(_long);

    public readonly bool Is(string key) => _long is null ? key.AsSpan().SequenceEqual(_characters[.._length]) : key == _long;

    [InlineArray(MostCharacters)]
    struct Characters
    {
        char _first;
    }
}
