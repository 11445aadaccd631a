using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Json;

// A piece of JSON that is written again and again, encoded once: as it is, and as it stands inside a string. Its arrays are longer than their content,
// as Utf8Buffer copies them.
sealed class JsonLiteral
{
    public JsonLiteral(string json)
    {
        using var inside = new Utf8Buffer(insideString: true);
        inside.AppendJson(Encoding.UTF8.GetBytes(json));
        Plain = Pad(Encoding.UTF8.GetBytes(json));
        Inside = Pad(inside.WrittenSpan);
        Length = inside.TextLength;
        Escapes = inside.Length - inside.TextLength;
    }

    public byte[] Plain { get; }

    public byte[] Inside { get; }

    public int Length { get; }

    // The bytes that it is longer by inside a string.
    public int Escapes { get; }

    // Returns the bytes in an array as Utf8Buffer.AppendPadded expects it.
    public static byte[] Pad(ReadOnlySpan<byte> bytes)
    {
        var padded = new byte[Math.Max(1, (bytes.Length + Utf8Buffer.Padding - 1) / Utf8Buffer.Padding) * Utf8Buffer.Padding];
        bytes.CopyTo(padded);
        return padded;
    }
}
