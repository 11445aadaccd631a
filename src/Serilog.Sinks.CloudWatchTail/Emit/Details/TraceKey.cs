using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The key of a trace, and its hash. The characters of a trace id are held by value: each garbage collection has to move young strings that old objects
// refer to.
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

    public readonly int Bytes => CapturedSize.Of(_long);

    // The memory that a key keeps, apart from this struct.
    public static int BytesOf(string key) => key.Length > MostCharacters ? CapturedSize.Of(key) : 0;

    public readonly bool Is(string key) => _long is null ? key.AsSpan().SequenceEqual(_characters[.._length]) : key == _long;

    [InlineArray(MostCharacters)]
    struct Characters
    {
        char _first;
    }
}
