using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes property values as JSON, like Serilog's JsonValueFormatter but in UTF-8, with limits on depth and length, and with a record of what JSON
// cannot express. Not thread-safe.
sealed class JsonValueWriter(KindRecorder kinds, FormattedHoles holes, CharBuffer scratch)
{
    Utf8Buffer _output = null!;
    JsonStyle _style;
    int _longest;

    // Whether the number of a property may need its type recorded.
    bool RecordsNumbers => _style == JsonStyle.CloudWatch && holes.AnyFormat;

    // Starts an event in this buffer and begins to count its length.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(Utf8Buffer output, JsonStyle style)
    {
        _output = output;
        _style = style;
        _longest = output.TextLength > int.MaxValue - RenderingNote.MaximumLength ? int.MaxValue : output.TextLength + RenderingNote.MaximumLength;
    }

    // Writes a property of the event, unless JSON may not express all of its value: Write does that, with its position.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryWritePlain(in CapturedProperty property)
    {
        switch (property.Kind)
        {
            case CapturedKind.Text:
                ScalarJson.AppendString(_output, property.Text, _style);
                return true;
            case CapturedKind.Int32 when !RecordsNumbers:
                Utf8Scalars.Append(_output, property.Int32);
                return true;
            case CapturedKind.Int64:
                Utf8Scalars.Append(_output, property.Int64);
                return true;
            case CapturedKind.Double when !RecordsNumbers:
                Utf8Scalars.Append(_output, property.Double);
                return true;
            case CapturedKind.Boolean:
                _output.Append(property.Boolean ? "true"u8 : "false"u8);
                return true;
            default:
                return false;
        }
    }

    // Writes a property that TryWritePlain leaves. depth is the number of steps before it in the path.
    public void Write(in CapturedProperty property, int depth)
    {
        var kind = ValueKind.None;
        switch (property.Kind)
        {
            case CapturedKind.Int32:
                Utf8Scalars.Append(_output, property.Int32);
                kind = holes.KindOf(property.Int32, ValueKind.Int32);
                break;
            case CapturedKind.Double:
                Utf8Scalars.Append(_output, property.Double);
                kind = holes.KindOf(property.Double, ValueKind.Double);
                break;
            default:
                Write(property.Value, depth, isFormatted: _style == JsonStyle.CloudWatch);
                break;
        }

        if (kind != ValueKind.None) kinds.Record(depth, kind);
    }

    // Writes a value that no hole formats.
    public void Write(LogEventPropertyValue value, int depth) => Write(value, depth, isFormatted: false);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Write(LogEventPropertyValue? value, int depth, bool isFormatted)
    {
        if (value is ScalarValue scalar)
        {
            var kind = ScalarJson.Append(_output, scalar.Value, _style);
            if (isFormatted && kind == ValueKind.None) kind = holes.KindOf(scalar.Value);
            if (kind != ValueKind.None) kinds.Record(depth, kind);
        }
        else if (depth > RenderingNote.MaximumDepth)
        {
            ScalarJson.AppendString(_output, RenderingNote.TooDeep, _style);
        }
        else if (_output.TextLength > _longest)
        {
            ScalarJson.AppendString(_output, RenderingNote.TooLong, _style);
        }
        else
        {
            switch (value)
            {
                case StructureValue structure: WriteStructure(structure, depth); break;
                case SequenceValue sequence: WriteSequence(sequence, depth, isFormatted); break;
                case DictionaryValue dictionary: WriteDictionary(dictionary, depth); break;
                case null: _output.Append("null"u8); break;
                default: WriteCustom(value, depth); break;
            }
        }
    }

    void WriteSequence(SequenceValue sequence, int depth, bool isFormatted)
    {
        _output.Append((byte)'[');
        var elements = sequence.Elements;
        kinds.Enter(depth + 1, null);
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0) _output.Append((byte)',');
            kinds.At(depth + 1, i, null);
            Write(elements[i], depth + 1, isFormatted);
        }

        _output.Append((byte)']');
    }

    void WriteStructure(StructureValue structure, int depth)
    {
        _output.Append((byte)'{');
        var properties = structure.Properties;
        kinds.Enter(depth + 1, structure);
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0) _output.Append((byte)',');
            var name = _style == JsonStyle.CloudWatch ? NestedNames.Escape(properties[i].Name) : properties[i].Name;
            WriteName(name);
            kinds.At(depth + 1, i, name);
            Write(properties[i].Value, depth + 1, isFormatted: false);
        }

        if (structure.TypeTag != null)
        {
            if (properties.Count > 0) _output.Append((byte)',');
            _output.AppendJson("\"$type\":"u8);
            ScalarJson.AppendString(_output, structure.TypeTag, _style);
        }

        _output.Append((byte)'}');
    }

    void WriteDictionary(DictionaryValue dictionary, int depth)
    {
        kinds.Record(depth, ValueKind.Dictionary);
        _output.Append((byte)'{');
        kinds.Enter(depth + 1, null);
        var occurrences = new KeyOccurrences(dictionary);
        var index = 0;
        foreach (var (key, element) in dictionary.Elements)
        {
            if (index > 0) _output.Append((byte)',');
            var name = ScalarJson.TextOf(key.Value, _style);
            WriteName(name);
            kinds.At(depth + 1, index, name, occurrences.Next(key, index, name));
            index++;
            if (key.Value is not string) kinds.RecordKey(depth + 1, ValueKind.Text);
            Write(element, depth + 1, isFormatted: false);
        }

        _output.Append((byte)'}');
    }

    // A class of another library can only be rendered.
    void WriteCustom(LogEventPropertyValue value, int depth)
    {
        scratch.Clear();
        ValueText.Append(scratch, value, null, System.Globalization.CultureInfo.InvariantCulture);
        ScalarJson.AppendString(_output, scratch.Written, _style);
        kinds.Record(depth, ValueKind.Text);
    }

    void WriteName(string name)
    {
        ScalarJson.AppendString(_output, name, _style);
        _output.Append((byte)':');
    }
}
