using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Forward-only JSON reader for the two responses that carry events by the hundred thousand. It finds the end of a string and undoes its escapes in
// one pass, several bytes at a time, which the framework's reader does not. It reads all valid JSON and rejects most malformed JSON, but is more
// lenient than the framework's reader: it ignores a stray comma, for example.
ref struct JsonCursor
{
    // The depth limit of the framework's reader; the service's responses have four levels.
    const int DeepestSkip = 64;

    readonly ReadOnlySpan<byte> _json;
    int _at;

    public JsonCursor(ReadOnlySpan<byte> json)
    {
        _json = json;
    }

    public readonly int Remaining => _json.Length - _at;

    public readonly bool RestIsWhite => !_json[_at..].ContainsAnyExcept(" \t\r\n"u8);

    // Enters the next object.
    public void EnterObject() => Expect((byte)'{');

    // Enters the next object, or skips a null.
    public bool TryEnterObject() => TryEnter((byte)'{');

    // Enters the next array, or skips a null.
    public bool TryEnterArray() => TryEnter((byte)'[');

    // Moves to the next member's value, or past the end of the object.
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        if (!Next((byte)'}'))
        {
            name = default;
            return false;
        }

        name = ReadRawString(out var escaped);
        if (escaped) name = Unescaped(name);
        Expect((byte)':');
        return true;
    }

    // Moves to the next element, or past the end of the array.
    public bool NextElement() => Next((byte)']');

    // Returns the bytes between the quotes, escapes included.
    public ReadOnlySpan<byte> ReadRawString(out bool escaped)
    {
        Expect((byte)'"');
        var start = _at;
        escaped = false;
        while (true)
        {
            var rest = _json[_at..];
            var special = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (special < 0) throw Unexpected();
            _at += special + 1;
            if (rest[special] == '"') return _json[start..(_at - 1)];
            escaped = true;
            _at++;
            if (_at > _json.Length) throw Unexpected();
        }
    }

    // Reads a string or null.
    public string? ReadString()
    {
        if (TrySkipNull()) return null;
        var raw = ReadRawString(out var escaped);
        return System.Text.Encoding.UTF8.GetString(escaped ? Unescaped(raw) : raw);
    }

    // Reads a name that repeats often; null reads as empty.
    public string ReadName(StringCache names)
    {
        if (TrySkipNull()) return "";
        var raw = ReadRawString(out var escaped);
        return names.Get(escaped ? Unescaped(raw) : raw);
    }

    // Reads a string into the output with its escapes undone; null reads as empty. Returns false and reads nothing when the output is too small.
    public bool TryReadText(Span<byte> output, out int written)
    {
        written = 0;
        if (TrySkipNull()) return true;
        if (Peek() != '"') throw Unexpected();
        switch (JsonUnescaper.Unescape(_json[(_at + 1)..], output, out var read, out written))
        {
            case UnescapeResult.Done:
                _at += 1 + read;
                return true;
            case UnescapeResult.OutputFull:
                return false;
            default:
                throw Unexpected();
        }
    }

    // Reads a whole number; null reads as 0.
    public long ReadLong()
    {
        if (TrySkipNull()) return 0;
        var start = _at;
        var negative = Peek() == '-';
        if (negative) _at++;
        var value = 0L;
        var firstDigit = _at;
        while (_at < _json.Length && (uint)(_json[_at] - '0') <= 9)
        {
            value = unchecked(value * 10 + (_json[_at] - '0'));
            _at++;
        }

        var digits = _at - firstDigit;
        // 18 digits always fit. The service sends no longer number, no fraction and no exponent.
        if (digits is > 0 and <= 18 && (_at == _json.Length || _json[_at] is not ((byte)'.' or (byte)'e' or (byte)'E'))) return negative ? -value : value;
        return ReadUncommonNumber(start);
    }

    // Null reads as false.
    public bool ReadBoolean()
    {
        SkipSpace();
        if (TrySkipWord("true"u8)) return true;
        if (TrySkipWord("false"u8) || TrySkipWord("null"u8)) return false;
        throw Unexpected();
    }

    // Skips a value of any kind.
    public void Skip()
    {
        var depth = 0;
        do
        {
            SkipSpace();
            switch (Peek())
            {
                case (byte)'{' or (byte)'[':
                    if (++depth > DeepestSkip) throw Unexpected();
                    _at++;
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth < 0) throw Unexpected();
                    _at++;
                    break;
                case (byte)'"':
                    ReadRawString(out _);
                    break;
                case (byte)',' or (byte)':' when depth > 0:
                    _at++;
                    break;
                default:
                    SkipWord();
                    break;
            }
        }
        while (depth > 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Next(byte end)
    {
        var next = SkipSpace();
        if (next == ',')
        {
            _at++;
            next = SkipSpace();
        }

        if (next != end) return true;
        _at++;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Expect(byte token)
    {
        if (SkipSpace() != token) throw Unexpected();
        _at++;
    }

    bool TryEnter(byte start)
    {
        if (TrySkipNull()) return false;
        Expect(start);
        return true;
    }

    // Moves to the next token and returns its first byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    byte SkipSpace()
    {
        while ((uint)_at < (uint)_json.Length)
        {
            var value = _json[_at];
            if (value > ' ' || value is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return value;
            _at++;
        }

        throw Unexpected();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TrySkipNull() => SkipSpace() == 'n' && TrySkipWord("null"u8);

    bool TrySkipWord(ReadOnlySpan<byte> word)
    {
        if (!_json[_at..].StartsWith(word)) return false;
        _at += word.Length;
        return true;
    }

    void SkipWord()
    {
        var start = _at;
        while (_at < _json.Length && (char.IsAsciiLetterOrDigit((char)_json[_at]) || _json[_at] is (byte)'-' or (byte)'+' or (byte)'.')) _at++;
        if (_at == start) throw Unexpected();
    }

    long ReadUncommonNumber(int start)
    {
        _at = start;
        SkipWord();
        var reader = new Utf8JsonReader(_json[start.._at]);
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number) throw Unexpected();
        return reader.TryGetInt64(out var whole) ? whole : reader.TryGetDouble(out var real) ? (long)real : throw Unexpected();
    }

    byte Peek() => (uint)_at < (uint)_json.Length ? _json[_at] : throw Unexpected();

    static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw)
    {
        // The unescaper stops at the closing quote, which the slice excludes.
        Span<byte> quoted = new byte[raw.Length + 1];
        raw.CopyTo(quoted);
        quoted[^1] = (byte)'"';
        var output = new byte[quoted.Length];
        return JsonUnescaper.Unescape(quoted, output, out _, out var written) == UnescapeResult.Done
            ? output.AsSpan(0, written)
            : throw new JsonException("A string contains an escape that JSON does not define.");
    }

    readonly JsonException Unexpected() => new($"The JSON is not what the service sends, at byte {_at} of {_json.Length}.");
}
