using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Reads JSON string tokens. The framework's reader rejects a lone surrogate. The service accepts it, and so does this, as the replacement character;
// otherwise one bad character would fail a batch that AWS accepts.
static class JsonText
{
    // Returns the text of the current string as valid UTF-8.
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        var token = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return Utf8.IsValid(token) ? token.ToArray() : Unescape(token);
        var scratch = ArrayPool<byte>.Shared.Rent(token.Length);
        try
        {
            return scratch.AsSpan(0, reader.CopyString(scratch)).ToArray();
        }
        catch (InvalidOperationException)
        {
            return Unescape(token);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    static byte[] Unescape(ReadOnlySpan<byte> token)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, token.Length));
        while (token.Length > 0)
        {
            var escape = token.IndexOf((byte)'\\');
            WriteValid(output, escape < 0 ? token : token[..escape]);
            if (escape < 0) break;
            token = token[escape..];
            token = token[(token[1] == 'u' ? WriteCodePoint(output, token) : WriteShort(output, token[1]))..];
        }

        return output.WrittenSpan.ToArray();
    }

    static int WriteShort(ArrayBufferWriter<byte> output, byte escaped)
    {
        output.GetSpan(1)[0] = escaped switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => escaped,
        };
        output.Advance(1);
        return 2;
    }

    static int WriteCodePoint(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> token)
    {
        var first = Unit(token);
        var length = 6;
        Rune rune;
        if (char.IsHighSurrogate(first) && token.Length >= 12 && token[6] == '\\' && token[7] == 'u' && char.IsLowSurrogate(Unit(token[6..])))
        {
            rune = new(first, Unit(token[6..]));
            length = 12;
        }
        else if (!Rune.TryCreate(first, out rune))
        {
            rune = Rune.ReplacementChar;
        }

        output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
        return length;
    }

    static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';

    static void WriteValid(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            output.Write(bytes);
            return;
        }

        while (bytes.Length > 0)
        {
            Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
            bytes = bytes[consumed..];
        }
    }
}
