using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Members that contain the actual content of the event: the record and metrics of Lambda's platform events, and OpenTelemetry's attributes. Their
// members become properties under their own names.
sealed class FlattenedMembers(PropertyValueReader values)
{
    readonly JsonMembers _members = new();
    readonly JsonMembers _inner = new();

    // Returns false, without adding anything, for an ordinary member.
    public bool TryAdd(ReadOnlySpan<byte> message, JsonMembers all, JsonMember member, EventDraft draft)
    {
        var name = member.Name.Of(message);
        if (member.Value.Kind == JsonKind.Object && name.SequenceEqual("record"u8) && PlatformEvents.IsOne(message, all))
        {
            AddObject(message, member.Value, draft);
            return true;
        }

        if (!name.SequenceEqual("attributes"u8) && !name.SequenceEqual("Attributes"u8)) return false;
        if (!IsOpenTelemetry(message, all)) return false;
        if (member.Value.Kind == JsonKind.Array) return TryAddAttributes(message, member.Value, draft);
        if (member.Value.Kind != JsonKind.Object) return false;
        AddObject(message, member.Value, draft);
        return true;
    }

    static bool IsOpenTelemetry(ReadOnlySpan<byte> message, JsonMembers all)
    {
        foreach (ref readonly var member in all.All)
        {
            if (member.Name.Of(message) is var name && (name.SequenceEqual("body"u8) || name.SequenceEqual("Body"u8))) return true;
        }

        return false;
    }

    void AddObject(ReadOnlySpan<byte> message, JsonRange container, EventDraft draft)
    {
        var json = container.Of(message);
        _members.TryIndex(json);
        foreach (ref readonly var member in _members.All)
        {
            if (member.Value.Kind == JsonKind.Object && member.Name.Of(json).SequenceEqual("metrics"u8))
            {
                var metrics = member.Value.Of(json);
                _inner.TryIndex(metrics);
                foreach (ref readonly var metric in _inner.All) Add(metrics, metric, draft);
            }
            else
            {
                Add(json, member, draft);
            }
        }
    }

    // Adds OTLP's list of keys and values; leaves any other list unchanged.
    bool TryAddAttributes(ReadOnlySpan<byte> message, JsonRange array, EventDraft draft)
    {
        if (!TryGoThrough(message, array, null)) return false;
        TryGoThrough(message, array, draft);
        return true;
    }

    bool TryGoThrough(ReadOnlySpan<byte> message, JsonRange array, EventDraft? draft)
    {
        var scanner = new JsonScanner(message[..array.End], array.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return false;
        do
        {
            scanner.TryReadValue(out var element);
            if (element.Kind != JsonKind.Object) return false;
            var json = element.Of(message);
            if (!_members.TryIndex(json) || _members.All.Length != 2 || !_members.TryFind(json, "key"u8, JsonKind.String, out var key) || !_members.TryFind(json, "value"u8, JsonKind.Object, out var value)) return false;
            if (draft == null) continue;
            draft.Add(Free(JsonText.Read(key.Of(json), key.Escaped), draft), ReadValue(json, value));
        }
        while (scanner.MoveNext((byte)']') == true);

        return true;
    }

    // Unwraps a value whose only member names its type, such as {"intValue":"12"}.
    Serilog.Events.LogEventPropertyValue ReadValue(ReadOnlySpan<byte> json, JsonRange value)
    {
        var any = value.Of(json);
        if (!_inner.TryIndex(any) || _inner.All.Length != 1) return values.Read(json, value, JsonDialect.Clef);
        var only = _inner.All[0];
        var type = only.Name.Of(any);
        if (only.Value.Kind == JsonKind.String && type.SequenceEqual("intValue"u8) && IsNumber(only.Value.Of(any))) return NumberValues.Read(only.Value.Of(any));
        return type.SequenceEqual("stringValue"u8) || type.SequenceEqual("intValue"u8) || type.SequenceEqual("doubleValue"u8) || type.SequenceEqual("boolValue"u8)
            ? values.Read(any, only.Value, JsonDialect.Clef)
            : values.Read(json, value, JsonDialect.Clef);
    }

    static bool IsNumber(ReadOnlySpan<byte> text) => new JsonScanner(text).TryReadValue(out var range) && range.Kind == JsonKind.Number && range.Length == text.Length;

    void Add(ReadOnlySpan<byte> json, JsonMember member, EventDraft draft) =>
        draft.Add(Free(values.ReadName(json, member.Name), draft), values.Read(json, member.Value, JsonDialect.Clef));

    static string Free(string name, EventDraft draft) => draft.Has(name) ? "attributes." + name : name;
}
