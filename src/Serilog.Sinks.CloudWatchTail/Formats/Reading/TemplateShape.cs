using System.Runtime.InteropServices;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// The parts that a message rendered from a template has: a text, and a hole behind all texts but the last. What is a hole the parser has decided; the
// texts are kept as the JSON says them, so that they are found in the message's JSON.
sealed class TemplateShape
{
    readonly List<Part> _parts = [];

    // template: what the parser made of it.
    // inside: the template as it stands in the JSON.
    public TemplateShape(MessageTemplate template, ReadOnlySpan<byte> inside)
    {
        using var literal = new Utf8Buffer(inside.Length + 1);
        var source = new TemplateSource(template.Text, inside);
        foreach (var token in TemplateTokens.Of(template))
        {
            if (token is not PropertyToken hole)
            {
                source.AppendText(((TextToken)token).Text, literal);
                continue;
            }

            var written = hole.ToString();
            source.Skip(written.Length);
            _parts.Add(PartOf(hole.PropertyName, written, literal.WrittenSpan.ToArray()));
            literal.Clear();
        }

        Last = literal.WrittenSpan.ToArray();
    }

    public ReadOnlySpan<Part> Parts => CollectionsMarshal.AsSpan(_parts);

    // The text behind the last hole.
    public byte[] Last { get; }

    static Part PartOf(string name, string hole, byte[] literal)
    {
        // A property that has the name of one of the format's own members is written under another.
        var plain = name.AsSpan().TrimStart('_');
        var isProperty = !ReservedNames.IsReserved(plain) && !ReservedNames.IsSeverity(plain);
        return new(literal, Encoding.UTF8.GetBytes(name), isProperty, isProperty && hole.AsSpan().IndexOfAny(',', ':') < 0);
    }

    // Literal: the text before the hole.
    // Name: the hole's name.
    // IsProperty: a property of this name is written under it.
    // IsPlain: it is, and the hole has neither format nor alignment.
    public readonly record struct Part(byte[] Literal, byte[] Name, bool IsProperty, bool IsPlain);
}
