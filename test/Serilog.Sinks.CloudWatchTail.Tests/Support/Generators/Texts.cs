using FsCheck;
using FsCheck.Fluent;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

/// <summary>Strings as nobody would write them, and names.</summary>
static class Texts
{
    static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Elements("a", "order", "Æther", "Привет", "日本語", "😀", "𝒳", " ", "\u2028", "\u0085", "\ufeff", "e\u0301"),
        Gen.Elements("\"", "\\", "\"\"", "\\\"", "\n", "\r\n", "\t", "\f", "\b", "\0", "\u001f", "\u007f", "/", "'", "<", "&"),
        Gen.Elements("\ud800", "\udfff", "\udc00\ud800", "\ud83d"),
        Gen.Elements("{", "}", "{{", "{Name}", "{\"a\":1}", "[1,2]", "null", "true", "12", "1.0", "NaN", "2024-01-02T03:04:05.0000000Z"),
        Gen.Choose(0, 0x2FFF).Select(c => ((char)c).ToString()),
        Gen.Choose(1, 90).Select(n => new string('x', n)));

    /// <summary>Any text, of any characters.</summary>
    public static readonly Gen<string> Any = Gen.Choose(0, 6).SelectMany(n => Piece.ArrayOf(n)).Select(string.Concat);

    /// <summary>Names that templates can have in a hole.</summary>
    public static readonly Gen<string> Identifier = Gen.Elements("Name", "Id", "Elapsed", "Customer", "A", "b_1", "level", "_level", "message", "types", "exception", "traceId", "severityText", "0", "1");

    /// <summary>Any name that a property may have.</summary>
    public static readonly Gen<string> PropertyName = Gen.Frequency(
        (6, Identifier),
        (2, Gen.Elements("timestamp", "template", "__template", "_types", "spanId", "truncated", "severityNumber", "_severityText", "_aws", "Level", "_", "__", "_x", "@t", "@@t", "@mt", "@", "$type", "_$type", "__$type", "a/b", "a~b", "~1", "a.b", "a b", "types/a")),
        (1, Any.Where(text => !string.IsNullOrWhiteSpace(text))));
}
