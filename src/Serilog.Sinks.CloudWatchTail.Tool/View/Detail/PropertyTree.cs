using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Detail;

// Writes an event's properties as a tree, each with its expressions. For one event; not thread-safe.
sealed class PropertyTree(Utf8JsonWriter json)
{
    // A message of a megabyte can hold half a million values: more than a browser shows.
    const int NodeLimit = 10_000;

    // Deeper values are shown as text: the writer and the browser have limits, too.
    const int DepthLimit = 64;

    int _nodes;
    int _depth;

    public void Write(IReadOnlyDictionary<string, LogEventPropertyValue> properties)
    {
        json.WriteStartArray();
        foreach (var (name, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
            if (!TryWrite(name, PropertyPath.OfProperty(name), value)) break;
        json.WriteEndArray();
    }

    // path is null where no expression leads. Returns false if the tree is full.
    bool TryWrite(string name, string? path, LogEventPropertyValue value)
    {
        if (_nodes++ >= NodeLimit)
        {
            if (_nodes == NodeLimit + 1) WriteScalar("…", null, new ScalarValue("There are more values than are shown here; the raw message has them all."));
            return false;
        }

        switch (value)
        {
            case not ScalarValue when _depth >= DepthLimit:
                WriteScalar(name, null, new ScalarValue(value.ToString(null, CultureInfo.InvariantCulture)));
                break;
            case StructureValue structure:
                Begin(name, path, "structure");
                if (structure.TypeTag is { } type) json.WriteString("type"u8, type);
                WriteItems(MembersOf(structure, path));
                break;
            case SequenceValue sequence:
                Begin(name, path, "sequence");
                WriteItems(sequence.Elements.Select((element, i) => ($"[{i}]", path is null ? null : PropertyPath.OfElement(path, i), element)));
                break;
            case DictionaryValue dictionary:
                Begin(name, path, "dictionary");
                WriteItems(dictionary.Elements.Select(entry => (EventText.Of(entry.Key), path is null ? null : PropertyPath.OfEntry(path, entry.Key), entry.Value)));
                break;
            default:
                WriteScalar(name, path, value as ScalarValue ?? new ScalarValue(value.ToString()));
                break;
        }

        return true;
    }

    void WriteItems(IEnumerable<(string Name, string? Path, LogEventPropertyValue Value)> items)
    {
        _depth++;
        json.WriteStartArray("items"u8);
        foreach (var (name, path, value) in items)
            if (!TryWrite(name, path, value)) break;
        _depth--;
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // JSON may repeat a name; an expression would find one of the values.
    static IEnumerable<(string Name, string? Path, LogEventPropertyValue Value)> MembersOf(StructureValue structure, string? path)
    {
        var uses = structure.Properties.CountBy(member => member.Name).ToDictionary();
        return structure.Properties.Select(member => (member.Name, path is null || uses[member.Name] > 1 ? null : PropertyPath.OfMember(path, member.Name), member.Value));
    }

    void WriteScalar(string name, string? path, ScalarValue scalar)
    {
        Begin(name, path, "scalar");
        json.WriteString("text"u8, EventText.Of(scalar));
        var only = path is null ? null : ValueExpression.Only(path, scalar);
        json.WriteString("only"u8, only);
        json.WriteString("without"u8, only is null ? null : ValueExpression.Without(only));
        json.WriteEndObject();
    }

    void Begin(string name, string? path, string kind)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("path"u8, path);
        json.WriteString("kind"u8, kind);
    }
}
