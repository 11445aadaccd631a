using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Decodes a JSON string that JsonScanner has found and validated.
static class JsonText
{
    public static string Read(ReadOnlySpan<byte> inside, bool escaped) => escaped ? Unescape(inside) : Encoding.UTF8.GetString(inside);

    // Unescaping never lengthens text. Lone surrogates are kept, since a .NET string need not be valid Unicode.
    static string Unescape(ReadOnlySpan<byte> inside)
    {
        char[]? rented = null;
        var text = inside.Length <= 256 ? stackalloc char[256] : (rented = ArrayPool<char>.Shared.Rent(inside.Length));
        var length = 0;
        while (true)
        {
            var plain = inside.IndexOf((byte)'\\');
            var run = plain < 0 ? inside : inside[..plain];
            length += Encoding.UTF8.GetChars(run, text[length..]);
            if (plain < 0) break;

            inside = inside[plain..];
            if (inside[1] == (byte)'u')
            {
                text[length++] = (char)ushort.Parse(inside.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                inside = inside[6..];
            }
            else
            {
                text[length++] = inside[1] switch
                {
                    (byte)'b' => '\b',
                    (byte)'f' => '\f',
                    (byte)'n' => '\n',
                    (byte)'r' => '\r',
                    (byte)'t' => '\t',
                    var same => (char)same
                };
                inside = inside[2..];
            }
        }

        var result = new string(text[..length]);
        if (rented != null) ArrayPool<char>.Shared.Return(rented);
        return result;
    }
}
