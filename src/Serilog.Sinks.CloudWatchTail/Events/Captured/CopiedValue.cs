using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// A structure, sequence or dictionary whose large strings are kept as copies off the large object heap and recreated on demand.
sealed class CopiedValue
{
    // How deep nested values are followed.
    const int Deepest = 32;

    readonly LogEventPropertyValue _copy;

    CopiedValue(LogEventPropertyValue copy, int bytes)
    {
        _copy = copy;
        Bytes = bytes;
    }

    // The memory that the value keeps.
    public int Bytes { get; }

    // Returns the copy, or null if the value contains no large string.
    public static CopiedValue? Of(LogEventPropertyValue value)
    {
        var copy = Replace(value, static o => o is string { Length: >= CapturedProperty.LargeString } text ? new CopiedText(CapturedProperty.CopyOf(text)) : o, 0);
        return ReferenceEquals(copy, value) ? null : new CopiedValue(copy, CapturedSize.Of(value));
    }

    // Returns a value equal to the original.
    public LogEventPropertyValue Restore() => Replace(_copy, static o => o is CopiedText text ? new string(text.Characters) : o, 0);

    // Only Serilog's own classes: a derived class may render itself differently.
    static LogEventPropertyValue Replace(LogEventPropertyValue value, Func<object?, object?> replace, int depth)
    {
        if (value is null || depth == Deepest) return value!;
        if (value.GetType() == typeof(ScalarValue))
        {
            var scalar = ((ScalarValue)value).Value;
            var other = replace(scalar);
            return ReferenceEquals(other, scalar) ? value : new ScalarValue(other);
        }

        var changed = false;
        LogEventPropertyValue Inner(LogEventPropertyValue inner)
        {
            var other = Replace(inner, replace, depth + 1);
            changed |= !ReferenceEquals(other, inner);
            return other;
        }

        if (value.GetType() == typeof(SequenceValue))
        {
            var elements = ((SequenceValue)value).Elements.Select(Inner).ToArray();
            return changed ? new SequenceValue(elements) : value;
        }

        // A name that Serilog would reject now cannot be set again.
        if (value.GetType() == typeof(StructureValue) && ((StructureValue)value).Properties.All(p => LogEventProperty.IsValidName(p.Name)))
        {
            var structure = (StructureValue)value;
            var properties = structure.Properties.Select(p => Inner(p.Value) is var other && ReferenceEquals(other, p.Value) ? p : new LogEventProperty(p.Name, other)).ToArray();
            return changed ? new StructureValue(properties, structure.TypeTag) : value;
        }

        // The hash of any other key is the application's code, and this may run under a lock.
        if (value.GetType() == typeof(DictionaryValue) && ((DictionaryValue)value).Elements.Keys.All(k => k.Value is string or CopiedText))
        {
            var elements = ((DictionaryValue)value).Elements.Select(e => KeyValuePair.Create((ScalarValue)Inner(e.Key), Inner(e.Value))).ToArray();
            return changed ? new DictionaryValue(elements) : value;
        }

        return value;
    }
}
