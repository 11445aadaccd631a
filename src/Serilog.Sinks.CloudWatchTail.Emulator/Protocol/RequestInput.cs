using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Reads a request's members and checks their constraints. Failures are collected, so an operation reads everything it needs and then checks Error
// once.
sealed class RequestInput
{
    static readonly ServiceError NotUnicode = ServiceError.Serialization("A text in the request is not valid Unicode.");

    readonly JsonElement _members;
    readonly Violations _violations = new();
    ServiceError? _wrongType;

    RequestInput(JsonElement members) => _members = members;

    // The error of the members read so far; a wrong JSON type comes before a failed constraint.
    public ServiceError? Error => _wrongType ?? (_violations.Any ? _violations.ToError() : null);

    // Parses a body; returns null and an error on failure.
    public static RequestInput? Parse(ReadOnlyMemory<byte> body, out ServiceError? error)
    {
        error = null;
        if (body.Length == 0) body = "{}"u8.ToArray();
        try
        {
            var root = JsonDocument.Parse(body).RootElement;
            if (root.ValueKind == JsonValueKind.Object) return new(root);
            error = ServiceError.Serialization("Start of structure or map found where not expected.");
        }
        catch (JsonException)
        {
            error = ServiceError.Serialization("The request's body is not valid JSON.");
        }

        return null;
    }

    public string? String(string member, StringShape shape, bool required = false)
    {
        if (!TryGet(member, required, out var element)) return null;
        var value = Text(element);
        if (value is null) return null;
        Check(value, member, shape);
        return value;
    }

    public long? Long(string member, long min = long.MinValue, long max = long.MaxValue, bool required = false)
    {
        if (!TryGet(member, required, out var element)) return null;
        if (element.ValueKind != JsonValueKind.Number)
        {
            WrongType(element, "a Long");
            return null;
        }

        // Fractions are truncated, as by the service's own reader.
        var value = element.TryGetInt64(out var whole) ? whole : (long)element.GetDouble();
        if (value > max) _violations.Add(value.ToString(), member, Constraint.ValueAtMost(max));
        if (value < min) _violations.Add(value.ToString(), member, Constraint.ValueAtLeast(min));
        return value;
    }

    public int? Int(string member, int min = int.MinValue, int max = int.MaxValue, bool required = false) =>
        Long(member, min, max, required) is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    public bool? Bool(string member, bool required = false)
    {
        if (!TryGet(member, required, out var element)) return null;
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False) return element.GetBoolean();
        WrongType(element, "a Boolean");
        return null;
    }

    // Reads a list of texts; null if it is absent.
    public IReadOnlyList<string>? Strings(string member, StringShape shape, int min = 0, int max = int.MaxValue, bool required = false)
    {
        if (!TryGet(member, required, out var element)) return null;
        if (element.ValueKind != JsonValueKind.Array)
        {
            WrongType(element, "a List");
            return null;
        }

        var values = new List<string>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            var value = item.ValueKind == JsonValueKind.Null ? null : Text(item);
            if (value is not null) values.Add(value);
        }

        string Whole() => $"[{string.Join(", ", values)}]";
        CheckCount(values.Count, Whole, member, min, max);
        CheckEach(values, Whole, member, "Member", shape);
        return values;
    }

    // Reads a map from text to text; null if it is absent.
    public IReadOnlyDictionary<string, string>? Map(
        string member, StringShape key, StringShape value, int min = 0, int max = int.MaxValue, bool required = false)
    {
        if (!TryGet(member, required, out var element)) return null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            WrongType(element, "a Map");
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null || Text(property.Value) is not { } text) continue;
            if (JsonMembers.Name(property) is { } name) pairs[name] = text;
            else _wrongType ??= NotUnicode;
        }

        string Whole() => $"{{{string.Join(", ", pairs.Select(p => $"{p.Key}={p.Value}"))}}}";
        CheckCount(pairs.Count, Whole, member, min, max);
        CheckEach(pairs.Keys, Whole, member, "Map keys", key);
        CheckEach(pairs.Values, Whole, member, "Map value", value);
        return pairs;
    }

    // Returns an error for any other member. The service ignores unknown members, but in a fault they would be mistakes.
    public ServiceError? CheckMembers(string[] known)
    {
        foreach (var member in _members.EnumerateObject())
        {
            if (JsonMembers.Name(member) is not { } name) return NotUnicode;
            if (!known.Contains(name)) return ServiceError.Serialization($"There is no member '{name}'.");
        }

        return null;
    }

    bool TryGet(string member, bool required, out JsonElement element)
    {
        if (JsonMembers.TryGet(_members, member, out element) && element.ValueKind != JsonValueKind.Null) return true;
        if (required) _violations.Add(null, member, Constraint.NotNull);
        return false;
    }

    string? Text(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            WrongType(element, "a String");
            return null;
        }

        var text = JsonMembers.Text(element);
        if (text is null) _wrongType ??= NotUnicode;
        return text;
    }

    void WrongType(JsonElement element, string expected)
    {
        var found = element.ValueKind switch
        {
            JsonValueKind.Number => "NUMBER_VALUE",
            JsonValueKind.True => "TRUE_VALUE",
            JsonValueKind.False => "FALSE_VALUE",
            JsonValueKind.String => "STRING_VALUE",
            JsonValueKind.Array => "START_ARRAY",
            _ => "START_OBJECT",
        };
        _wrongType ??= ServiceError.Serialization($"{found} can not be converted to {expected}");
    }

    void Check(string value, string member, StringShape shape)
    {
        foreach (var constraint in shape.Violations(value)) _violations.Add(value, member, constraint);
    }

    // The service quotes the whole value, and all constraints on its members.
    void CheckEach(IEnumerable<string> values, Func<string> whole, string member, string what, StringShape shape)
    {
        if (values.Any(v => shape.Violations(v).Any())) _violations.Add(whole(), member, $"{what} must satisfy constraint: [{shape}]");
    }

    void CheckCount(int count, Func<string> value, string member, int min, int max)
    {
        if (count > max) _violations.Add(value(), member, Constraint.LengthAtMost(max));
        if (count < min) _violations.Add(value(), member, Constraint.LengthAtLeast(min));
    }
}
