using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// The members of a message that is a JSON object. Reused for the next message.
sealed class JsonMembers
{
    // The depth at which the members of a message are read.
    const int TopDepth = 1;

    const int LargestKept = 4096, FewMembers = 16;

    readonly byte[]? _openName;
    readonly JsonMembers? _open;

    JsonMember[] _members = new JsonMember[FewMembers];
    int _count;

    // Where the object is whose members were found together with those of the message.
    JsonRange _openRange;

    public JsonMembers()
    {
    }

    // openName: the member whose own members are found in the same pass if it is an object, because Open will be called for it.
    public JsonMembers(ReadOnlySpan<byte> openName)
    {
        _openName = openName.ToArray();
        _open = new();
    }

    public ReadOnlySpan<JsonMember> All => _members.AsSpan(0, _count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref JsonMember Next()
    {
        if (_count == _members.Length) Array.Resize(ref _members, 2 * _count);
        return ref _members[_count++];
    }

    // Finds the members of a nested object in a message that is known to be valid. Ranges are positions in the message.
    public void Index(ReadOnlySpan<byte> message, JsonRange container) => TryIndexNested(message[..container.End], container.Start, out _);

    // Returns the members of a nested object of this message. They are valid until the next call.
    public JsonMembers Open(ReadOnlySpan<byte> message, JsonRange container)
    {
        if (_openRange != container) _open!.Index(message, container);
        _openRange = container;
        return _open!;
    }

    // Finds the members if the message is exactly one JSON object. The message must be valid UTF-8.
    public bool TryIndex(ReadOnlySpan<byte> message)
    {
        Clear();
        var scanner = new JsonScanner(message);
        if (!scanner.TryOpen((byte)'{')) return false;
        return (scanner.TryClose((byte)'}') || TryIndexMembers(message, ref scanner, TopDepth)) && scanner.AtEnd;
    }

    bool TryIndexNested(ReadOnlySpan<byte> message, int start, out int end)
    {
        Clear();
        var scanner = new JsonScanner(message, start);
        var isWhole = scanner.TryOpen((byte)'{') && (scanner.TryClose((byte)'}') || TryIndexMembers(message, ref scanner, TopDepth + 1));
        end = scanner.Position;
        return isWhole;
    }

    // Returns whether the object ends where the scanner stands then. The members before an error are kept.
    bool TryIndexMembers(ReadOnlySpan<byte> message, ref JsonScanner scanner, int depth)
    {
        var specials = new SpecialCharacters(message, scanner.Position);
        var openLength = _openName?.Length ?? -1;
        while (true)
        {
            ref var member = ref Next();
            if (!TryReadPlain(message, ref specials, scanner.Position, depth, openLength, ref member))
            {
                if (!TryRead(message, ref scanner, depth, ref member))
                {
                    _count--;
                    return false;
                }

                specials.Seek(scanner.Position);
            }

            // A comma follows most members at once.
            var end = member.Value.Kind == JsonKind.String ? member.Value.End + 1 : member.Value.End;
            scanner.Position = end + 1;
            if ((uint)end < (uint)message.Length && message[end] == ',') continue;
            scanner.Position = end;
            if (scanner.MoveNext((byte)'}') is not { } more) return false;
            if (!more) return true;
        }
    }

    // Reads any member.
    [MethodImpl(MethodImplOptions.NoInlining)]
    bool TryRead(ReadOnlySpan<byte> message, ref JsonScanner scanner, int depth, ref JsonMember member)
    {
        if (!scanner.TryReadName(out var name)) return false;
        var start = scanner.Position;
        if (_open != null && start < message.Length && message[start] == '{' && name.Of(message).SequenceEqual(_openName))
        {
            if (!_open.TryIndexNested(message, start, out var end)) return false;
            _openRange = new(start, end - start, JsonKind.Object, false);
            member = new(name, _openRange);
            scanner.Position = end;
            return true;
        }

        if (!scanner.TryReadValue(out var value, depth)) return false;
        member = new(name, value);
        return true;
    }

    void Clear()
    {
        _count = 0;
        _openRange = default;
        if (_members.Length > LargestKept) _members = new JsonMember[FewMembers];
    }

    // Finds a member by the kind of its value and its name, which the message must write without escapes.
    public bool TryFind(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonKind kind, out JsonRange value)
    {
        foreach (ref readonly var member in All)
        {
            if (member.Name.Length != name.Length || member.Value.Kind != kind || !member.Name.Of(message).SequenceEqual(name)) continue;
            value = member.Value;
            return true;
        }

        value = default;
        return false;
    }

    // Reads a member in the form that most loggers write: without white space, and without an escape in its name. Returns false for any other member,
    // and for one that may have to be opened; the enumeration of special characters has moved on then.
    static bool TryReadPlain(ReadOnlySpan<byte> message, ref SpecialCharacters specials, int position, int depth, int openLength, ref JsonMember member)
    {
        if (specials.Next() != position) return false;
        var nameEnd = specials.Next();
        var start = nameEnd + 2;
        if (start >= message.Length || message[position] != '"' || message[nameEnd] != '"' || message[nameEnd + 1] != ':') return false;

        var name = new JsonRange(position + 1, nameEnd - position - 1, JsonKind.String, false);
        JsonRange value;
        if (message[start] == '"')
        {
            if (specials.Next() != start || !TryReadString(message, ref specials, start + 1, out value)) return false;
        }
        else if (!TryReadNumber(message, start, out value))
        {
            if (message[start] == '{' && name.Length == openLength) return false;
            var scanner = new JsonScanner(message, start);
            if (!scanner.TryReadValue(out value, depth)) return false;

            // Words have no special characters, and neither have numbers.
            if (value.Kind >= JsonKind.Array) specials.Seek(value.End);
        }

        member = new(name, value);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryReadString(ReadOnlySpan<byte> message, ref SpecialCharacters specials, int start, out JsonRange value)
    {
        var isEscaped = false;
        var end = specials.Next();
        for (; end + 1 < message.Length && message[end] == '\\'; end = specials.Next())
        {
            isEscaped = true;
            switch (message[end + 1])
            {
                case (byte)'"' or (byte)'\\':
                    specials.Next();
                    break;
                case (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                    break;
                default:
                    value = default;
                    return false;
            }
        }

        value = new(start, end - start, JsonKind.String, isEscaped);
        return end < message.Length && message[end] == '"';
    }

    // Reads a whole or decimal number without a sign, and only if a comma or the object's end follows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryReadNumber(ReadOnlySpan<byte> message, int start, out JsonRange value)
    {
        var end = start;
        while (end < message.Length && (uint)(message[end] - '0') <= 9) end++;
        var isNumber = end > start && (message[start] != '0' || end == start + 1);
        if (isNumber && end < message.Length && message[end] == '.')
        {
            var point = end++;
            while (end < message.Length && (uint)(message[end] - '0') <= 9) end++;
            isNumber = end > point + 1;
        }

        value = new(start, end - start, JsonKind.Number, false);
        return isNumber && end < message.Length && message[end] is (byte)',' or (byte)'}';
    }
}
