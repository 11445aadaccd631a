using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>The members of the object that a message is. Used again for the next message.</summary>
sealed class JsonMembers
{
    const int LargestKept = 4096;

    readonly List<JsonMember> _members = [];

    public ReadOnlySpan<JsonMember> All => CollectionsMarshal.AsSpan(_members);

    /// <summary>Finds the members, if the message is one JSON object and nothing else. It must be valid UTF-8.</summary>
    public bool TryIndex(ReadOnlySpan<byte> message)
    {
        _members.Clear();
        if (_members.Capacity > LargestKept) _members.Capacity = 0;
        var scanner = new JsonScanner(message);
        if (!scanner.TryOpen((byte)'{')) return false;
        if (scanner.TryClose((byte)'}')) return scanner.AtEnd;
        while (scanner.TryReadMember(out var member, 1))
        {
            _members.Add(member);
            switch (scanner.MoveNext((byte)'}'))
            {
                case false: return scanner.AtEnd;
                case null: return false;
            }
        }

        return false;
    }

    /// <summary>Finds a member by its name, as it is written without escapes, and the kind of its value.</summary>
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
}
