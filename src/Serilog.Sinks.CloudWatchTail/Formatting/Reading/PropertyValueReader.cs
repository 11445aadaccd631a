using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Makes property values of JSON values. Holds the caches of one reader; not thread-safe.</summary>
sealed class PropertyValueReader
{
    /// <summary>Values nested deeper are kept as their JSON text: what reads an event recursively must not run out of stack.</summary>
    const int MaximumDepth = 128;

    static readonly ScalarValue Null = new(null), True = new(true), False = new(false);

    readonly StringCache _names = new();
    readonly ScalarCache _scalars = new();
    readonly List<LogEventProperty> _properties = [];
    readonly List<LogEventPropertyValue> _elements = [];

    public string ReadName(ReadOnlySpan<byte> message, JsonRange name) =>
        name.Escaped ? JsonText.Read(name.Of(message), true) : _names.Get(name.Of(message));

    public LogEventPropertyValue Read(ReadOnlySpan<byte> message, JsonRange value, JsonDialect dialect, KindNode? kinds = null, int depth = 0)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                if (kinds is { Kind: not ValueKind.None }) return new ScalarValue(KindText.Read(JsonText.Read(value.Of(message), value.Escaped), kinds.Kind));
                return value.Escaped ? new ScalarValue(JsonText.Read(value.Of(message), true)) : _scalars.Get(value.Of(message));
            case JsonKind.Number:
                if (kinds is { Kind: not ValueKind.None }) return KindText.ReadNumber(value.Of(message), kinds.Kind);
                return JsonNumber.Read(value.Of(message));
            case JsonKind.True:
                return True;
            case JsonKind.False:
                return False;
            case JsonKind.Null:
                return Null;
            default:
                if (depth == MaximumDepth) return new ScalarValue(JsonText.Read(value.Of(message), false));
                return value.Kind == JsonKind.Array ? ReadSequence(message, value, dialect, kinds, depth + 1) : ReadObject(message, value, dialect, kinds, depth + 1);
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
            _elements.Add(Read(message, element, dialect, kinds?.Find((_elements.Count - first).ToString(CultureInfo.InvariantCulture)), depth));
        }
        while (scanner.MoveNext((byte)']') == true);

        var sequence = new SequenceValue(_elements[first..]);
        _elements.RemoveRange(first, _elements.Count - first);
        return sequence;
    }

    LogEventPropertyValue ReadObject(ReadOnlySpan<byte> message, JsonRange value, JsonDialect dialect, KindNode? kinds, int depth)
    {
        var isDictionary = kinds?.Kind == ValueKind.Dictionary;
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return isDictionary ? new DictionaryValue([]) : new StructureValue([]);

        var first = _properties.Count;
        List<KeyValuePair<ScalarValue, LogEventPropertyValue>>? dictionary = null;
        string? tag = null;
        bool more;
        do
        {
            scanner.TryReadMember(out var member);
            more = scanner.MoveNext((byte)'}') == true;
            var name = ReadName(message, member.Name);
            if (!isDictionary && !more && member.Value.Kind == JsonKind.String && IsTypeTag(name, dialect))
            {
                tag = JsonText.Read(member.Value.Of(message), member.Value.Escaped);
                break;
            }

            var read = Read(message, member.Value, dialect, kinds?.Find(KindPath.Segment(name, 1)), depth);
            _properties.Add(new(name, read));
        }
        while (more);

        _ = dictionary;
        var structure = new StructureValue(_properties[first..], tag);
        _properties.RemoveRange(first, _properties.Count - first);
        return structure;
    }

    static bool IsTypeTag(string name, JsonDialect dialect) => name == (dialect == JsonDialect.SerilogJson ? "_typeTag" : "$type");
}
