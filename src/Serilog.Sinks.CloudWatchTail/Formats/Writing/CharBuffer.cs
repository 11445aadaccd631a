using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// A buffer for text on its way to UTF-8, into which values render themselves. Unlike a StringWriter it gives its characters away without a copy, and
// values can be formatted directly into it. Reusable, even after a formatter has closed it; not thread-safe.
sealed class CharBuffer : TextWriter
{
    const int Smallest = 256, LargestKept = 256 * 1024;

    char[] _chars = ArrayPool<char>.Shared.Rent(Smallest);
    int _length;

    public CharBuffer()
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
    }

    public override Encoding Encoding => Encoding.Unicode;

    public int Length => _length;

    public ReadOnlySpan<char> Written => _chars.AsSpan(0, _length);

    // Returns space for at least sizeHint characters.
    public Span<char> GetSpan(int sizeHint)
    {
        if (_chars.Length - _length < sizeHint) Grow(sizeHint);
        return _chars.AsSpan(_length);
    }

    public void Advance(int count) => _length += count;

    public void Truncate(int length) => _length = length;

    // Empties the buffer and releases the memory of an unusually long text.
    public void Clear()
    {
        _length = 0;
        if (_chars.Length <= LargestKept) return;
        ArrayPool<char>.Shared.Return(_chars);
        _chars = ArrayPool<char>.Shared.Rent(Smallest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(char value)
    {
        GetSpan(1)[0] = value;
        _length++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(ReadOnlySpan<char> buffer)
    {
        buffer.CopyTo(GetSpan(buffer.Length));
        _length += buffer.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(string? value) => Write(value.AsSpan());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    // Appends spaces.
    public void Pad(int count)
    {
        GetSpan(count)[..count].Fill(' ');
        _length += count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(int sizeHint)
    {
        var bigger = ArrayPool<char>.Shared.Rent((int)Math.Min(Math.Max((long)_chars.Length * 2, (long)_length + sizeHint), Array.MaxLength));
        Written.CopyTo(bigger);
        if (_chars.Length > 0) ArrayPool<char>.Shared.Return(_chars);
        _chars = bigger;
    }
}
