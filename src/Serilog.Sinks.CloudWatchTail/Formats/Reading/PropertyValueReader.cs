using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Makes property values of JSON values that were found valid. Holds the caches of one reader; not thread-safe.</summary>
sealed class PropertyValueReader
{
    /// <summary>Values nested deeper are kept as their JSON text: whatever goes through an event recursively must not run out of stack.</summary>
    public const int MaximumDepth = 128;

    const int LargestKept = 4096;

    static readonly ScalarValue Null = new(null), True = new(true), False = new(false);

    readonly StringCache _names = new();
    readonly ScalarCache _scalars = new();

    // The members and elements of all the containers that are open, innermost last.
    readonly List<Member> _members = [];
    readonly List<LogEventPropertyValue> _elements = [];

    public string ReadName(ReadOnlySpan<byte> message, JsonRange name) =>
        name.Escaped ? JsonText.Read(name.Of(message), true) : _names.Get(name.Of(message));

    /// <summary>Forgets what an exception may have left behind, and gives back the memory of an unusually large message.</summary>
    public void Begin()
    {
        _members.Clear();
        _elements.Clear();
        if (_members.Capacity > LargestKept) _members.Capacity = 0;
        if (_elements.Capacity > LargestKept) _elements.Capacity = 0;
    }

    /// <summary>Makes a value of the range where it stands.</summary>
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

            // A structure cannot have a property without a name, but a dictionary may have any key.
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

    /// <summary>The type tag is the last member; one of its name elsewhere is a property.</summary>
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
