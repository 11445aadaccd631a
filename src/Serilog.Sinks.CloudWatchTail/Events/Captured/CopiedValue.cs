using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// A structure, sequence or dictionary whose large strings are kept as LargeText, and made again when it is asked for.
sealed class CopiedValue
{
    // How deep nested values are followed.
    const int Deepest = 32;

    readonly LogEventPropertyValue _copy;
    readonly List<LargeText> _texts;

    CopiedValue(LogEventPropertyValue copy, List<LargeText> texts, int bytes)
    {
        _copy = copy;
        _texts = texts;
        Bytes = bytes;
    }

    // The memory that the value keeps.
    public int Bytes { get; }

    // The copy, with one use, or null if there is no large string in the value.
    public static CopiedValue? Of(LogEventPropertyValue value)
    {
        var texts = new List<LargeText>();
        try
        {
            var copy = Replace(value, Copy, 0);
            if (!ReferenceEquals(copy, value)) return new CopiedValue(copy, texts, CapturedSize.Of(value));
        }
        catch
        {
            texts.ForEach(static t => t.EndUse());
            throw;
        }

        texts.ForEach(static t => t.EndUse());
        return null;

        object? Copy(object? scalar)
        {
            if (scalar is not string { Length: >= CapturedProperty.LargeString } text) return scalar;
            texts.EnsureCapacity(texts.Count + 1);
            var copy = new LargeText(text);
            texts.Add(copy);
            return copy;
        }
    }

    public void AddUse() => _texts.ForEach(static t => t.AddUse());

    public void EndUse() => _texts.ForEach(static t => t.EndUse());

    // A value equal to the one that was copied.
    public LogEventPropertyValue Restore() => Replace(_copy, static o => o is LargeText text ? text.ToString() : o, 0);

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

        // Any other key's hash is the application's code, and this may run under a lock.
        if (value.GetType() == typeof(DictionaryValue) && ((DictionaryValue)value).Elements.Keys.All(k => k.Value is string or LargeText))
        {
            var elements = ((DictionaryValue)value).Elements.Select(e => KeyValuePair.Create((ScalarValue)Inner(e.Key), Inner(e.Value))).ToArray();
            return changed ? new DictionaryValue(elements) : value;
        }

        return value;
    }
}
