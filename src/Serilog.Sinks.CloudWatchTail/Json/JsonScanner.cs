using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Walks one JSON text and finds where its values are, strictly by RFC 8259. Creates no values: a message is indexed first, then recognized by its
// member names, and only then converted to properties, so the order of members never matters. The text must be valid UTF-8.
ref struct JsonScanner
{
    // The scanner recurses. Text nested deeper than this is treated as plain text.
    public const int MaximumDepth = 512;

    readonly ReadOnlySpan<byte> _json;
    int _position;

    public JsonScanner(ReadOnlySpan<byte> json, int position = 0)
    {
        _json = json;
        _position = position;
    }

    public int Position
    {
        readonly get => _position;
        set => _position = value;
    }

    // Whether only white space is left.
    public bool AtEnd
    {
        get
        {
            SkipWhiteSpace();
            return _position == _json.Length;
        }
    }

    // Steps over the next value and validates it.
    public bool TryReadValue(out JsonRange range, int depth = 0)
    {
        SkipWhiteSpace();
        range = default;
        if (_position >= _json.Length) return false;

        var start = _position;
        switch (_json[start])
        {
            case (byte)'"':
                return TryReadString(out range);
            case (byte)'{':
                if (!SkipObject(depth + 1)) return false;
                range = new(start, _position - start, JsonKind.Object, false);
                return true;
            case (byte)'[':
                if (!SkipArray(depth + 1)) return false;
                range = new(start, _position - start, JsonKind.Array, false);
                return true;
            case (byte)'t':
                return TryReadWord("true"u8, JsonKind.True, out range);
            case (byte)'f':
                return TryReadWord("false"u8, JsonKind.False, out range);
            case (byte)'n':
                return TryReadWord("null"u8, JsonKind.Null, out range);
            default:
                if (!SkipNumber()) return false;
                range = new(start, _position - start, JsonKind.Number, false);
                return true;
        }
    }

    // Steps over the bracket if it is next.
    public bool TryOpen(byte bracket)
    {
        SkipWhiteSpace();
        if (_position >= _json.Length || _json[_position] != bracket) return false;
        _position++;
        return true;
    }

    public bool TryClose(byte bracket) => TryOpen(bracket);

    // Reads "name":value.
    public bool TryReadMember(out JsonMember member, int depth = 0)
    {
        member = default;
        if (!TryReadName(out var name) || !TryReadValue(out var value, depth)) return false;
        member = new(name, value);
        return true;
    }

    // Reads "name":.
    public bool TryReadName(out JsonRange name)
    {
        SkipWhiteSpace();
        return TryReadString(out name) && TryOpen((byte)':');
    }

    // Returns true if another member or element follows, false if the container ends, null if the text is not JSON.
    public bool? MoveNext(byte closingBracket)
    {
        SkipWhiteSpace();
        if (_position >= _json.Length) return null;
        var next = _json[_position++];
        return next == (byte)',' ? true : next == closingBracket ? false : null;
    }

    bool SkipObject(int depth)
    {
        _position++;
        if (depth > MaximumDepth) return false;
        if (TryClose((byte)'}')) return true;
        while (TryReadMember(out _, depth))
        {
            switch (MoveNext((byte)'}'))
            {
                case false: return true;
                case null: return false;
            }
        }

        return false;
    }

    bool SkipArray(int depth)
    {
        _position++;
        if (depth > MaximumDepth) return false;
        if (TryClose((byte)']')) return true;
        while (TryReadValue(out _, depth))
        {
            switch (MoveNext((byte)']'))
            {
                case false: return true;
                case null: return false;
            }
        }

        return false;
    }

    bool TryReadString(out JsonRange range)
    {
        range = default;
        if (_position >= _json.Length || _json[_position] != (byte)'"') return false;

        var start = ++_position;
        var escaped = false;
        while (true)
        {
            _position = FindEndOfPlainText(_json, _position);
            if (_position == _json.Length) return false;
            switch (_json[_position])
            {
                case (byte)'"':
                    range = new(start, _position - start, JsonKind.String, escaped);
                    _position++;
                    return true;
                case (byte)'\\':
                    escaped = true;
                    if (!SkipEscape()) return false;
                    break;
                default:
                    return false;
            }
        }
    }

    // Finds the next quote, backslash or control character. Most strings end within sixteen bytes, before a general search has finished its setup.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int FindEndOfPlainText(ReadOnlySpan<byte> json, int position)
    {
        ref var start = ref MemoryMarshal.GetReference(json);
        for (; position <= json.Length - Vector128<byte>.Count; position += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)position);
            var control = Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
            var ends = control | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
            var found = ends.ExtractMostSignificantBits();
            if (found != 0) return position + BitOperations.TrailingZeroCount(found);
        }

        while (position < json.Length && json[position] is not (< (byte)' ' or (byte)'"' or (byte)'\\')) position++;
        return position;
    }

    bool SkipEscape()
    {
        var rest = _json[_position..];
        if (rest.Length < 2) return false;
        switch (rest[1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                _position += 2;
                return true;
            case (byte)'u':
                if (rest.Length < 6) return false;
                for (var i = 2; i < 6; i++)
                {
                    if (!char.IsAsciiHexDigit((char)rest[i])) return false;
                }

                _position += 6;
                return true;
            default:
                return false;
        }
    }

    bool TryReadWord(ReadOnlySpan<byte> word, JsonKind kind, out JsonRange range)
    {
        range = new(_position, word.Length, kind, false);
        if (!_json[_position..].StartsWith(word)) return false;
        _position += word.Length;
        return true;
    }

    bool SkipNumber()
    {
        if (Peek() == '-') _position++;
        if (Peek() == '0')
        {
            _position++;
        }
        else if (!SkipDigits())
        {
            return false;
        }

        if (Peek() == '.')
        {
            _position++;
            if (!SkipDigits()) return false;
        }

        if (Peek() is 'e' or 'E')
        {
            _position++;
            if (Peek() is '+' or '-') _position++;
            if (!SkipDigits()) return false;
        }

        return true;
    }

    bool SkipDigits()
    {
        var start = _position;
        while (_position < _json.Length && (uint)(_json[_position] - '0') <= 9) _position++;
        return _position > start;
    }

    readonly int Peek() => _position < _json.Length ? _json[_position] : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void SkipWhiteSpace()
    {
        while (_position < _json.Length && _json[_position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') _position++;
    }
}
