using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Tells whether a rendered message can come from the template beside it: then nothing is lost when the message is rendered again. Both are compared as
// they stand in the JSON.
static class RenderedText
{
    static ReadOnlySpan<byte> Cut => "…"u8;
    static ReadOnlySpan<byte> Quote => "\\\""u8;

    // Whether they begin and end alike. One of another logger's template and message hardly do.
    public static bool Agrees(ReadOnlySpan<byte> template, ReadOnlySpan<byte> rendered)
    {
        var first = template.IndexOfAny((byte)'{', (byte)'}');
        if (first < 0) return rendered.SequenceEqual(template) || IsCut(template, rendered);
        if (!rendered.StartsWith(template[..first])) return IsCut(template[..first], rendered);
        var behind = template[(template.LastIndexOfAny((byte)'{', (byte)'}') + 1)..];
        return (rendered.Length >= first + behind.Length && rendered.EndsWith(behind)) || rendered.EndsWith(Cut) || template.EndsWith(Cut);
    }

    // Whether each hole was rendered from its property: null where that cannot be told without rendering it. What has a format, or is no plain text or
    // number, may have been rendered as anything.
    // properties: Where the event's properties are.
    // next: Where the first of them may be.
    public static bool? IsRenderedFrom(ReadOnlySpan<byte> message, JsonMembers properties, TemplateShape template, ReadOnlySpan<byte> rendered, int next = 0)
    {
        var isAnything = false;
        var isCertain = true;
        var hasAll = true;
        foreach (ref readonly var part in template.Parts)
        {
            if (isAnything)
            {
                var found = TextSearch.Find(rendered, part.Literal);
                if (found < 0) return null;
                rendered = rendered[found..];
                isAnything = part.Literal.Length == 0;
            }

            if (!rendered.StartsWith(part.Literal)) return isCertain ? false : null;
            rendered = rendered[part.Literal.Length..];
            JsonRange value = default;
            var hasValue = part.IsProperty && TryFind(message, properties, part.Name, ref next, out value);
            hasAll &= hasValue;
            switch (part.IsPlain && hasValue ? Skip(value, value.Of(message), ref rendered, ref isCertain) : null)
            {
                case true: continue;
                case null:
                    isAnything = true;
                    isCertain = false;
                    break;
                default: return IsCutHere(message, properties, part.Name, rendered) ? true : isCertain ? false : null;
            }
        }

        // Each hole has its value: the values make the message again, whatever form they had in it.
        if (isAnything) return hasAll && rendered.EndsWith(template.Last) ? true : null;
        return rendered.SequenceEqual(template.Last) ? isCertain || hasAll ? true : null : isCertain ? false : null;
    }

    // Whether the texts between the holes stand in the message in their order, whatever stands in place of the holes.
    public static bool HasTexts(TemplateShape template, ReadOnlySpan<byte> rendered)
    {
        var isFirst = true;
        foreach (ref readonly var part in template.Parts)
        {
            if (isFirst && !rendered.StartsWith(part.Literal)) return IsCut(part.Literal, rendered);
            var found = isFirst ? 0 : TextSearch.Find(rendered, part.Literal);
            if (found < 0) return rendered.EndsWith(Cut);
            rendered = rendered[(found + part.Literal.Length)..];
            isFirst = false;
        }

        if (isFirst) return rendered.SequenceEqual(template.Last) || IsCut(template.Last, rendered);
        return rendered.EndsWith(template.Last) || rendered.EndsWith(Cut) || template.Last.AsSpan().EndsWith(Cut);
    }

    // Whether each hole has its value, and none an object, which may stand for properties of other names.
    public static bool HasValues(ReadOnlySpan<byte> message, JsonMembers properties, TemplateShape template, int next)
    {
        foreach (ref readonly var part in template.Parts)
        {
            if (!part.IsProperty || !TryFind(message, properties, part.Name, ref next, out var value) || value.Kind == JsonKind.Object) return false;
        }

        return true;
    }

    // Finds the value of a hole. Properties mostly stand in the order of their holes.
    static bool TryFind(ReadOnlySpan<byte> message, JsonMembers properties, ReadOnlySpan<byte> hole, ref int next, out JsonRange value)
    {
        var all = properties.All;
        for (var count = all.Length; count > 0; count--)
        {
            if ((uint)next >= (uint)all.Length) next = 0;
            ref readonly var member = ref all[next++];
            if (member.Name.Length != hole.Length || !member.Name.Of(message).SequenceEqual(hole)) continue;
            value = member.Value;
            return true;
        }

        value = default;
        return false;
    }

    // Steps over what a hole was rendered as.
    // Returns: False when it was rendered from another value, null when it may have been rendered as anything.
    static bool? Skip(JsonRange value, ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> rendered, ref bool isCertain)
    {
        if (value.Kind == JsonKind.String) return value.Escaped ? null : SkipText(text, ref rendered, ref isCertain) ?? (IsTime(text) && !rendered.StartsWith(Quote) ? null : false);

        // Only a string is rendered in quotes.
        if (rendered.StartsWith(Quote)) return false;
        if (value.Kind > JsonKind.String) return null;
        if (value.Kind == JsonKind.True) text = "True"u8;
        else if (value.Kind == JsonKind.False) text = "False"u8;

        // A culture writes a number in its own way.
        if (value.Kind == JsonKind.Number && !(rendered.StartsWith(text) && (rendered.Length == text.Length || !IsOfNumber(rendered[text.Length])))) return null;
        if (!rendered.StartsWith(text)) return false;
        rendered = rendered[text.Length..];
        return true;
    }

    // A string has quotes or has none, as the formatter was told; an id, an enum or another object has none. For an empty string, two
    // quotes may be its own or those of the text that follows.
    static bool? SkipText(ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> rendered, ref bool isCertain)
    {
        isCertain &= text.Length > 0 || !rendered.StartsWith("\\\"\\\""u8);
        if (rendered.Length >= text.Length + 4 && rendered[0] == '\\' && rendered[1] == '"' && rendered[text.Length + 2] == '\\' && rendered[text.Length + 3] == '"' && rendered.Slice(2, text.Length).SequenceEqual(text))
        {
            rendered = rendered[(text.Length + 4)..];
            return true;
        }

        if (!rendered.StartsWith(text)) return null;
        rendered = rendered[text.Length..];
        return true;
    }

    static bool IsOfNumber(byte value) => value is >= (byte)'0' and <= (byte)'9' or (byte)'.' or (byte)',' or (byte)'E';

    static readonly SearchValues<byte> OfTime = SearchValues.Create("0123456789-+:.TZ "u8);

    // A time has the form in a message that the culture gives it.
    static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[0] is >= (byte)'-' and <= (byte)'9' && (text.Contains((byte)':') || (text.Length >= 10 && text[4] == '-' && text[7] == '-')) && !text.ContainsAnyExcept(OfTime);

    // The message was shortened in the text: up to there they are alike.
    static bool IsCutHere(ReadOnlySpan<byte> message, JsonMembers properties, ReadOnlySpan<byte> hole, ReadOnlySpan<byte> rendered)
    {
        if (!rendered.EndsWith(Cut) || !properties.TryFind(message, hole, JsonKind.String, out var value)) return false;
        var kept = rendered[..^Cut.Length];
        return value.Of(message).StartsWith(kept) || (kept.StartsWith("\\\""u8) && value.Of(message).StartsWith(kept[2..]));
    }

    // One of them was shortened, to another length than the other.
    static bool IsCut(ReadOnlySpan<byte> template, ReadOnlySpan<byte> rendered)
    {
        if (template.EndsWith(Cut)) template = template[..^Cut.Length];
        else if (!rendered.EndsWith(Cut)) return false;
        if (rendered.EndsWith(Cut)) rendered = rendered[..^Cut.Length];
        return template.CommonPrefixLength(rendered) == Math.Min(template.Length, rendered.Length);
    }
}
