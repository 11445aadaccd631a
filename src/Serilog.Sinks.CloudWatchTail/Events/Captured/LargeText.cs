using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// The characters of a large string in memory that the garbage collector does not know: what waits there for a service that is down neither decides
// how much garbage gathers between collections, nor does its own end wait for one. It is freed with its last use; what is never told to end is freed
// once nothing refers to it.
sealed unsafe class LargeText
{
    readonly int _length;
    char* _characters;
    int _uses = 1;

    // A copy, with one use.
    // Throws OutOfMemoryException. There is no memory for it.
    public LargeText(string text)
    {
        _characters = (char*)NativeMemory.Alloc((nuint)text.Length, sizeof(char));
        _length = text.Length;
        text.CopyTo(new Span<char>(_characters, _length));
        Interlocked.Add(ref _bytesInUse, Bytes);
    }

    ~LargeText() => Free();

    static long _bytesInUse;

    // What all of them take in this process.
    public static long BytesInUse => Interlocked.Read(ref _bytesInUse);

    // Good until the last use ends.
    public ReadOnlySpan<char> Characters => _characters is null ? throw new ObjectDisposedException(nameof(LargeText)) : new(_characters, _length);

    public int Bytes => _length * sizeof(char);

    public void AddUse() => Interlocked.Increment(ref _uses);

    public void EndUse()
    {
        if (Interlocked.Decrement(ref _uses) > 0) return;
        Free();
        GC.SuppressFinalize(this);
    }

    // A string of the same characters.
    public override string ToString()
    {
        var text = new string(Characters);
        GC.KeepAlive(this);
        return text;
    }

    void Free()
    {
        var characters = _characters;
        if (characters is null) return;
        _characters = null;
        NativeMemory.Free(characters);
        Interlocked.Add(ref _bytesInUse, -Bytes);
    }
}
