using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Converts validated JSON values to property values. Holds the caches of one reader; not thread-safe.
sealed class PropertyValueReader
{
    // Values nested deeper are kept as JSON text: code that walks an event recursively must not exhaust the stack.
    public const int MaximumDepth = 128;

    const int LargestKept = 4096;

    static readonly ScalarValue Null = new(null), True = new(true), False = new(false);

    readonly StringCache _names = new();
    readonly ScalarCache _scalars = new();

    // The members and elements of all open containers, innermost last.
    readonly List<Member> _members = [];
    readonly List<LogEventPropertyValue> _elements = [];

    public string ReadName(ReadOnlySpan<byte> message, JsonRange name) =>
        name.Escaped ? JsonText.Read(name.Of(message), true) : _names.Get(name.Of(message));

    // Discards what an exception may have left, and releases the memory of an unusually large message.
    public void Begin()
    {
        _members.Clear();
        _elements.Clear();
        if (_members.Capacity > LargestKept) _members.Capacity = 0;
        if (_elements.Capacity > LargestKept) _elements.Capacity = 0;
    }

    // Converts the value at this range.
    public LogEventPropertyValue Read(ReadOnlySpan<byte> message, JsonRange value, JsonDialect dialect, KindNode? kinds = null)
    {
        if (value.Kind < JsonKind.Array) return ReadScalar(message, value, kinds?.Kind ?? ValueKind.None);
        var scanner = new JsonScanner(message[..value.End], value.Start);
        return ReadNext(message, ref scanner, dialect, kinds, 0);
    }

    LogEventPropertyValue ReadNext(ReadOnlySpan<byte> message, ref JsonScanner scanner, JsonDialect dialect, KindNode? kinds, int depth)
    {
        if (depth < MaximumDepth)
        {
            if (scanner.TryOpen((byte)'[')) return ReadSequence(message, ref scanner, dialect, kinds, depth + 1);
            if (scanner.TryOpen((byte)'{')) return ReadObject(message, ref scanner, dialect, kinds, depth + 1);
        }

        scanner.TryReadValue(out var value);
        return ReadScalar(message, value, kinds?.Kind ?? ValueKind.None);
    }

    ScalarValue ReadScalar(ReadOnlySpan<byte> message, JsonRange value, ValueKind kind)
    {
        var text = value.Of(message);
        return value.Kind switch
        {
            JsonKind.String when kind != ValueKind.None => new(KindText.Read(JsonText.Read(text, value.Escaped), kind)),
            JsonKind.String => value.Escaped ? new(JsonText.Read(text, true)) : _scalars.Get(text),
            JsonKind.Number => kind != ValueKind.None ? NumberValues.Read(text, kind) : NumberValues.Read(text),
            JsonKind.True => True,
            JsonKind.False => False,
            JsonKind.Null => Null,
            _ => new(JsonText.Read(text, false))
        };
    }

    SequenceValue ReadSequence(ReadOnlySpan<byte> message, ref JsonScanner scanner, JsonDialect dialect, KindNode? kinds, int depth)
    {
        if (scanner.TryClose((byte)']')) return new([]);

        var first = _elements.Count;
        do
        {
            _elements.Add(ReadNext(message, ref scanner, dialect, kinds?.Find(_elements.Count - first), depth));
        }
        while (scanner.MoveNext((byte)']') == true);

        var elements = CollectionsMarshal.AsSpan(_elements)[first..].ToArray();
        _elements.RemoveRange(first, elements.Length);
        return new(elements);
    }

    LogEventPropertyValue ReadObject(ReadOnlySpan<byte> message, ref JsonScanner scanner, JsonDialect dialect, KindNode? kinds, int depth)
    {
        var isDictionary = kinds?.Kind == ValueKind.Dictionary;
        if (scanner.TryClose((byte)'}')) return isDictionary ? new DictionaryValue([]) : new StructureValue([]);

        var first = _members.Count;
        do
        {
            scanner.TryReadName(out var written);
            var name = ReadName(message, written);

            // A structure's property needs a name, but a dictionary's key may be anything.
            if (!LogEventProperty.IsValidName(name)) isDictionary = true;
            var path = kinds?.FindNext(name);
            _members.Add(new(name, ReadNext(message, ref scanner, dialect, path, depth), path is { HasTextKey: true }));
        }
        while (scanner.MoveNext((byte)'}') == true);

        var members = CollectionsMarshal.AsSpan(_members)[first..];
        LogEventPropertyValue result = isDictionary ? CreateDictionary(members) : CreateStructure(members, dialect);
        _members.RemoveRange(first, members.Length);
        return result;
    }

    // The type tag is the last member; elsewhere a member of that name is a property.
    static StructureValue CreateStructure(ReadOnlySpan<Member> members, JsonDialect dialect)
    {
        var tag = members[^1] is { Value: ScalarValue { Value: string text } } last && IsTypeTag(last.Name, dialect) ? text : null;
        var properties = new LogEventProperty[tag == null ? members.Length : members.Length - 1];
        for (var i = 0; i < properties.Length; i++)
        {
            var name = dialect == JsonDialect.CloudWatch ? NestedNames.Unescape(members[i].Name) : members[i].Name;
            properties[i] = new(name, members[i].Value);
        }

        return new(properties, tag);
    }

    // Keys of different types may have had the same text.
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

    // IsTextKey tells that the name is a dictionary's key that was not a string.
    readonly record struct Member(string Name, LogEventPropertyValue Value, bool IsTextKey);
}
