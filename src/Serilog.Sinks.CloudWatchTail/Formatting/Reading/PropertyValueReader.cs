using System.Globalization;
using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting.Recorded;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Makes property values of JSON values. Holds the caches of one reader; not thread-safe.</summary>
sealed class PropertyValueReader
{
    /// <summary>Values nested deeper are kept as their JSON text: whatever goes through an event recursively must not run out of stack.</summary>
    const int MaximumDepth = 128;

    static readonly ScalarValue Null = new(null), True = new(true), False = new(false);

    readonly StringCache _names = new();
    readonly ScalarCache _scalars = new();

    // The members and elements of all the containers that are open, innermost last.
    readonly List<Member> _members = [];
    readonly List<LogEventPropertyValue> _elements = [];

    public string ReadName(ReadOnlySpan<byte> message, JsonRange name) =>
        name.Escaped ? JsonText.Read(name.Of(message), true) : _names.Get(name.Of(message));

    /// <summary>Forgets what an exception may have left behind.</summary>
    public void Begin()
    {
        _members.Clear();
        _elements.Clear();
    }

    public LogEventPropertyValue Read(ReadOnlySpan<byte> message, JsonRange value, JsonDialect dialect, KindNode? kinds = null, int depth = 0)
    {
        var text = value.Of(message);
        switch (value.Kind)
        {
            case JsonKind.String when kinds is { Kind: not ValueKind.None }:
                return new ScalarValue(KindText.Read(JsonText.Read(text, value.Escaped), kinds.Kind));
            case JsonKind.String:
                return value.Escaped ? new ScalarValue(JsonText.Read(text, true)) : _scalars.Get(text);
            case JsonKind.Number:
                return kinds is { Kind: not ValueKind.None } ? JsonNumber.Read(text, kinds.Kind) : JsonNumber.Read(text);
            case JsonKind.True:
                return True;
            case JsonKind.False:
                return False;
            case JsonKind.Null:
                return Null;
            case JsonKind.Array when depth < MaximumDepth:
                return ReadSequence(message, value, dialect, kinds, depth + 1);
            case JsonKind.Object when depth < MaximumDepth:
                return ReadObject(message, value, dialect, kinds, depth + 1);
            default:
                return new ScalarValue(JsonText.Read(text, false));
        }
    }

    SequenceValue ReadSequence(ReadOnlySpan<byte> message, JsonRange value, JsonDialect dialect, KindNode? kinds, int depth)
    {
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return new([]);

        var first = _elements.Count;
        do
        {
            scanner.TryReadValue(out var element);
            var path = kinds?.Find((_elements.Count - first).ToString(CultureInfo.InvariantCulture));
            _elements.Add(Read(message, element, dialect, path, depth));
        }
        while (scanner.MoveNext((byte)']') == true);

        var elements = CollectionsMarshal.AsSpan(_elements)[first..].ToArray();
        _elements.RemoveRange(first, elements.Length);
        return new(elements);
    }

    LogEventPropertyValue ReadObject(ReadOnlySpan<byte> message, JsonRange value, JsonDialect dialect, KindNode? kinds, int depth)
    {
        var isDictionary = kinds?.Kind == ValueKind.Dictionary;
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return isDictionary ? new DictionaryValue([]) : new StructureValue([]);

        var first = _members.Count;
        bool isTagged, isLast;
        do
        {
            scanner.TryReadMember(out var member);
            isLast = scanner.MoveNext((byte)'}') != true;
            var name = ReadName(message, member.Name);
            isTagged = isLast && !isDictionary && member.Value.Kind == JsonKind.String && IsTypeTag(name, dialect);

            // A structure cannot have a property without a name, but a dictionary may have any key.
            if (!LogEventProperty.IsValidName(name)) isDictionary = true;
            var path = kinds is { HasChildren: true } ? KindPath.Segment(name, OccurrenceOf(name, first)) : null;
            var isTextKey = path != null && kinds!.Find(path + KindPath.Key)?.Kind == ValueKind.Text;
            var read = Read(message, member.Value, dialect, path == null ? null : kinds!.Find(path), depth);
            _members.Add(new(name, read, isTextKey));
        }
        while (!isLast);

        var members = CollectionsMarshal.AsSpan(_members)[first..];
        LogEventPropertyValue result = isDictionary ? CreateDictionary(members) : CreateStructure(members, isTagged, dialect);
        _members.RemoveRange(first, members.Length);
        return result;
    }

    /// <summary>Several members may have the same name.</summary>
    int OccurrenceOf(string name, int first)
    {
        var occurrence = 1;
        foreach (ref readonly var earlier in CollectionsMarshal.AsSpan(_members)[first..])
        {
            if (earlier.Name == name) occurrence++;
        }

        return occurrence;
    }

    static StructureValue CreateStructure(ReadOnlySpan<Member> members, bool isTagged, JsonDialect dialect)
    {
        var properties = new LogEventProperty[isTagged ? members.Length - 1 : members.Length];
        for (var i = 0; i < properties.Length; i++)
        {
            var name = dialect == JsonDialect.CloudWatch ? NestedNames.Unescape(members[i].Name) : members[i].Name;
            properties[i] = new(name, members[i].Value);
        }

        return new(properties, isTagged ? ((ScalarValue)members[^1].Value).Value?.ToString() : null);
    }

    /// <summary>Keys of different types may have had the same text.</summary>
    static DictionaryValue CreateDictionary(ReadOnlySpan<Member> members)
    {
        var elements = new Dictionary<ScalarValue, LogEventPropertyValue>(members.Length);
        foreach (var (name, value, isTextKey) in members)
        {
            if (isTextKey || !elements.TryAdd(new(name), value)) elements.Add(new(new RecordedText(name)), value);
        }

        return new(elements);
    }

    static bool IsTypeTag(string name, JsonDialect dialect) => name == (dialect == JsonDialect.SerilogJson ? "_typeTag" : NestedNames.TypeTag);

    /// <param name="IsTextKey">The name is the key of a dictionary and was no string.</param>
    readonly record struct Member(string Name, LogEventPropertyValue Value, bool IsTextKey);
}
