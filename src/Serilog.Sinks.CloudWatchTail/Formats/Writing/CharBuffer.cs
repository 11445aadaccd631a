using System.Buffers;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>
/// Text on its way to UTF-8: what values render themselves into. Unlike a StringWriter it gives its characters away without a copy, and a value
/// can be formatted straight into it. Used again and again, also when a formatter has closed it behind its text; not thread-safe.
/// </summary>
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

    /// <summary>At least <paramref name="sizeHint"/> characters to write into.</summary>
    public Span<char> GetSpan(int sizeHint)
    {
        if (_chars.Length - _length < sizeHint) Grow(sizeHint);
        return _chars.AsSpan(_length);
    }

    public void Advance(int count) => _length += count;

    public void Truncate(int length) => _length = length;

    /// <summary>Empties the buffer; the memory of an unusually long text is given back.</summary>
    public void Clear()
    {
        _length = 0;
        if (_chars.Length <= LargestKept) return;
        ArrayPool<char>.Shared.Return(_chars);
        _chars = ArrayPool<char>.Shared.Rent(Smallest);
    }

    public override void Write(char value)
    {
        GetSpan(1)[0] = value;
        _length++;
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        buffer.CopyTo(GetSpan(buffer.Length));
        _length += buffer.Length;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>Spaces.</summary>
    public void Pad(int count)
    {
        GetSpan(count)[..count].Fill(' ');
        _length += count;
    }

    void Grow(int sizeHint)
    {
        var bigger = ArrayPool<char>.Shared.Rent((int)Math.Min(Math.Max((long)_chars.Length * 2, (long)_length + sizeHint), Array.MaxLength));
        Written.CopyTo(bigger);
        if (_chars.Length > 0) ArrayPool<char>.Shared.Return(_chars);
        _chars = bigger;
    }
}
