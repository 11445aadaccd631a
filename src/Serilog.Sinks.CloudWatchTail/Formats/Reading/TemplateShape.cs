using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>A template as bytes of JSON, in the parts that a message rendered from it has: a text, and a hole behind all texts but the last.</summary>
sealed class TemplateShape
{
    readonly List<Part> _parts = [];

    public TemplateShape(ReadOnlySpan<byte> template)
    {
        using var literal = new Utf8Buffer(template.Length + 1);
        while (true)
        {
            var brace = template.IndexOfAny((byte)'{', (byte)'}');
            literal.Append(brace < 0 ? template : template[..brace]);
            if (brace < 0) break;

            template = template[brace..];
            var end = template.IndexOf((byte)'}');
            var hole = end < 2 || template[0] != '{' ? default : template[1..end];
            if (IsName(hole))
            {
                var name = hole[0] is (byte)'@' or (byte)'$' ? hole[1..] : hole;

                // A property that has the name of one of the format's own members is written under another.
                var plain = System.Text.Encoding.UTF8.GetString(TextOf(name)).AsSpan().TrimStart('_');
                var isProperty = !ReservedNames.IsReserved(plain) && !ReservedNames.IsSeverity(plain) && name is not [(byte)'@', ..];
                _parts.Add(new(literal.WrittenSpan.ToArray(), TextOf(name), isProperty, isProperty && hole.IndexOfAny((byte)',', (byte)':') < 0));
                literal.Clear();
                template = template[(end + 1)..];
                continue;
            }

            // Text after all; two braces are one.
            var isDoubled = template.Length > 1 && template[1] == template[0];
            var length = isDoubled ? 1 : end < 0 ? template.Length : end + 1;
            literal.Append(template[..length]);
            template = template[(isDoubled ? 2 : length)..];
        }

        Last = literal.WrittenSpan.ToArray();
    }

    public ReadOnlySpan<Part> Parts => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parts);

    /// <summary>The text behind the last hole.</summary>
    public byte[] Last { get; }

    static byte[] TextOf(ReadOnlySpan<byte> hole)
    {
        var end = hole.IndexOfAny((byte)',', (byte)':');
        return (end < 0 ? hole : hole[..end]).ToArray();
    }

    /// <summary>Whether what stands between braces can be a hole: a name, and perhaps a format, which may have any characters.</summary>
    static bool IsName(ReadOnlySpan<byte> hole)
    {
        var colon = hole.IndexOf((byte)':');
        if (colon >= 0) hole = hole[..colon];
        return !hole.IsEmpty && !hole.ContainsAny("{ \\\""u8);
    }

    /// <param name="Literal">The text before the hole.</param>
    /// <param name="Name">The hole's name.</param>
    /// <param name="IsProperty">A property of this name is written under it.</param>
    /// <param name="IsPlain">It is, and the hole has neither format nor alignment.</param>
    public readonly record struct Part(byte[] Literal, byte[] Name, bool IsProperty, bool IsPlain);
}
