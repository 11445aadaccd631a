using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// The members of a message that is a JSON object. Reused for the next message.
sealed class JsonMembers
{
    const int LargestKept = 4096, FewMembers = 16;

    JsonMember[] _members = new JsonMember[FewMembers];
    int _count;

    public ReadOnlySpan<JsonMember> All => _members.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(in JsonMember member) => Next() = member;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref JsonMember Next()
    {
        if (_count == _members.Length) Array.Resize(ref _members, 2 * _count);
        return ref _members[_count++];
    }

    // Finds the members of a nested object in a message that is known to be valid. Ranges are positions in the message.
    public void Index(ReadOnlySpan<byte> message, JsonRange container)
    {
        _count = 0;
        var scanner = new JsonScanner(message[..container.End], container.Start);
        if (!scanner.TryOpen((byte)'{') || scanner.TryClose((byte)'}')) return;
        do
        {
            if (!scanner.TryReadMember(out var member)) return;
            Next() = member;
        }
        while (scanner.MoveNext((byte)'}') == true);
    }

    // Finds the members if the message is exactly one JSON object. The message must be valid UTF-8.
    public bool TryIndex(ReadOnlySpan<byte> message)
    {
        _count = 0;
        if (_members.Length > LargestKept) _members = new JsonMember[FewMembers];

        var scanner = new JsonScanner(message);
        if (!scanner.TryOpen((byte)'{')) return false;
        if (scanner.TryClose((byte)'}')) return scanner.AtEnd;

        var specials = new SpecialCharacters(message);
        specials.Seek(scanner.Position);
        bool? more;
        do
        {
            ref var member = ref Next();
            if (!TryReadPlain(message, ref specials, scanner.Position, ref member))
            {
                if (!scanner.TryReadMember(out member, 1))
                {
                    _count--;
                    return false;
                }

                specials.Seek(scanner.Position);
            }

            scanner.Position = member.Value.Kind == JsonKind.String ? member.Value.End + 1 : member.Value.End;
            more = scanner.MoveNext((byte)'}');
        }
        while (more == true);

        return more == false && scanner.AtEnd;
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

    // Reads a member in the form that most loggers write: no white space, no escape in the name, and a value that is a string without escapes, a
    // number or a word. Returns false for any other member, without reading it.
    static bool TryReadPlain(ReadOnlySpan<byte> message, ref SpecialCharacters specials, int position, ref JsonMember member)
    {
        if (specials.Next() != position) return false;
        var nameStart = position + 1;
        var nameEnd = specials.Next();
        var valueStart = nameEnd + 2;
        if (valueStart >= message.Length || message[position] != '"' || message[nameEnd] != '"' || message[nameEnd + 1] != ':') return false;

        var name = new JsonRange(nameStart, nameEnd - nameStart, JsonKind.String, false);
        if (message[valueStart] == '"')
        {
            if (specials.Next() != valueStart) return false;
            var valueEnd = specials.Next();
            if (valueEnd >= message.Length || message[valueEnd] != '"') return false;
            member = new(name, new(valueStart + 1, valueEnd - valueStart - 1, JsonKind.String, false));
            return true;
        }

        // Numbers and words contain no special characters.
        if (message[valueStart] is (byte)'{' or (byte)'[') return false;
        var scanner = new JsonScanner(message, valueStart);
        if (!scanner.TryReadValue(out var value)) return false;
        member = new(name, value);
        return true;
    }
}
