using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Writes text as the inside of a JSON string and escapes only what JSON requires: quotes, backslashes and control characters. Every message is
// escaped once more for the body of its put, and a message that is JSON itself has a quote every eight bytes or so. Searching for each quote costs
// more than copying the bytes before it, so the escaper examines sixteen bytes at a time and escapes quotes in place.
static class JsonEscaper
{
    // The most that one step writes: sixteen bytes, all of them control characters.
    const int LongestStep = 16 * 6;

    // Longer text usually needs an escape somewhere, so the plain copy is not attempted.
    const int LongestPlain = 64;

    // What is escaped twice is escaped in pieces of this size, so that the second time finds it in the processor's cache.
    const int PieceLength = 4096;

    static readonly SearchValues<char> MustEscape = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\']);

    static ReadOnlySpan<byte> HexDigits => "0123456789ABCDEF"u8;

    // Returns the free space in which AppendEscapedOnce writes text without making its buffer grow, if at most a quarter of the text needs a backslash:
    // the quotes of JSON are an eighth of it or more.
    public static int RoomFor(int length) => Math.Max(length + (length / 4), LongestStep) + LongestStep;

    // Appends text as the inside of a JSON string.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendEscaped(Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        if (output.IsInsideString) AppendPieces(output, utf8);
        else AppendEscapedOnce(output, utf8);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void AppendPieces(Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var piece = utf8[..Math.Min(utf8.Length, PieceLength)];
            var once = output.Once;
            AppendEscapedOnce(once, piece);
            output.AppendJson(once.WrittenSpan);
            utf8 = utf8[piece.Length..];
        }
    }

    // The same, whatever string the buffer's content is inside of.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendEscapedOnce(Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        ref var source = ref MemoryMarshal.GetReference(utf8);
        var position = 0;
        while (position < utf8.Length)
        {
            var free = output.GetSpan(Math.Max(utf8.Length - position, LongestStep) + LongestStep);
            ref var target = ref MemoryMarshal.GetReference(free);
            var written = 0;
            for (var room = free.Length - LongestStep; position <= utf8.Length - Vector128<byte>.Count && written <= room; position += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref source, (nuint)position);
                var control = Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
                var special = control | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
                if (special == Vector128<byte>.Zero)
                {
                    bytes.StoreUnsafe(ref target, (nuint)written);
                    written += Vector128<byte>.Count;
                }
                else if (QuoteExpansion.IsSupported && control == Vector128<byte>.Zero)
                {
                    written += QuoteExpansion.Write(bytes, special.ExtractMostSignificantBits(), ref Unsafe.Add(ref target, written));
                }
                else
                {
                    written += WriteBytes(utf8.Slice(position, Vector128<byte>.Count), ref Unsafe.Add(ref target, written));
                }
            }

            if (utf8.Length - position < Vector128<byte>.Count && written <= free.Length - LongestStep)
            {
                written += WriteBytes(utf8[position..], ref Unsafe.Add(ref target, written));
                position = utf8.Length;
            }

            output.Advance(written);
        }
    }

    // Appends UTF-16 text, which may hold lone surrogates. They become U+FFFD, as in any UTF-8 encoder, unless keepLoneSurrogates asks for \u
    // escapes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendEscaped(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates = false)
    {
        if (text.Length <= LongestPlain && TryCopyPlain(text, ref MemoryMarshal.GetReference(output.GetSpan(LongestPlain))))
        {
            output.Advance(text.Length);
            return;
        }

        if (output.IsInsideString) AppendPieces(output, text, keepLoneSurrogates);
        else AppendWhole(output, text, keepLoneSurrogates);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendQuoted(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates = false)
    {
        var free = output.GetSpan(LongestPlain + 4);
        var quote = output.IsInsideString ? 2 : 1;
        if (text.Length <= LongestPlain && TryCopyPlain(text, ref free[quote]))
        {
            var end = quote + text.Length;
            free[0] = free[end] = (byte)'\\';
            free[quote - 1] = free[end + quote - 1] = (byte)'"';
            output.Advance(end + quote, escapes: (quote - 1) * 2);
            return;
        }

        output.AppendQuote();
        AppendEscaped(output, text, keepLoneSurrogates);
        output.AppendQuote();
    }

    static void AppendPieces(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates)
    {
        while (!text.IsEmpty)
        {
            var length = Math.Min(text.Length, PieceLength);

            // A surrogate pair must not be cut in two.
            if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
            var once = output.Once;
            AppendWhole(once, text[..length], keepLoneSurrogates);
            output.AppendJson(once.WrittenSpan);
            text = text[length..];
        }
    }

    static void AppendWhole(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates)
    {
        while (true)
        {
            text = text[AppendAscii(output, text)..];
            if (text.IsEmpty) return;
            text = text[AppendRun(output, text, keepLoneSurrogates)..];
        }
    }

    // Copies ASCII text that needs no escape. May overwrite text.Length bytes of the target even when it returns false.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool TryCopyPlain(ReadOnlySpan<char> text, ref byte target)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        if (text.Length >= 8)
        {
            // The last step overlaps the one before it, which is cheaper than finishing character by character.
            var last = text.Length - 8;
            var special = Vector128<byte>.Zero;
            for (var position = 0; position < last; position += 8)
            {
                var bytes = Ascii.Narrow(Vector128.LoadUnsafe(ref source, (nuint)position));
                special |= Ascii.FindSpecial(bytes);
                bytes.GetLower().StoreUnsafe(ref target, (nuint)position);
            }

            var end = Ascii.Narrow(Vector128.LoadUnsafe(ref source, (nuint)last));
            special |= Ascii.FindSpecial(end);
            end.GetLower().StoreUnsafe(ref target, (nuint)last);
            return special == Vector128<byte>.Zero;
        }

        if (text.Length >= 4)
        {
            var last = text.Length - 4;
            ref var chars = ref Unsafe.As<ushort, byte>(ref source);
            var ends = Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref chars), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref chars, last * 2)));
            var bytes = Ascii.Narrow(ends.AsUInt16());
            var narrow = bytes.AsUInt64().ToScalar();
            Unsafe.WriteUnaligned(ref target, (uint)narrow);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, last), (uint)(narrow >> 32));
            return Ascii.FindSpecial(bytes) == Vector128<byte>.Zero;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is < ' ' or > '\x7F' or '"' or '\\') return false;
            Unsafe.Add(ref target, i) = (byte)character;
        }

        return true;
    }

    // Appends text up to its first non-ASCII character, eight characters at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int AppendAscii(Utf8Buffer output, ReadOnlySpan<char> text)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var position = 0;
        while (position < text.Length)
        {
            var free = output.GetSpan(Math.Max(text.Length - position, LongestStep) + LongestStep);
            ref var target = ref MemoryMarshal.GetReference(free);
            var written = 0;
            var room = free.Length - LongestStep;
            while (written <= room && position < text.Length)
            {
                if (text.Length - position >= 8)
                {
                    var bytes = Ascii.Narrow(Vector128.LoadUnsafe(ref source, (nuint)position));
                    var special = Ascii.FindSpecial(bytes);
                    if (special == Vector128<byte>.Zero)
                    {
                        bytes.GetLower().StoreUnsafe(ref target, (nuint)written);
                        position += 8;
                        written += 8;
                        continue;
                    }

                    if (QuoteExpansion.IsSupported && Ascii.FindOther(bytes) == Vector128<byte>.Zero)
                    {
                        written += QuoteExpansion.WriteLower(bytes, special.ExtractMostSignificantBits(), ref Unsafe.Add(ref target, written));
                        position += 8;
                        continue;
                    }
                }

                for (var end = Math.Min(text.Length, position + 8); position < end; position++)
                {
                    if (text[position] > 0x7F)
                    {
                        output.Advance(written);
                        return position;
                    }

                    written += WriteByte((byte)text[position], ref Unsafe.Add(ref target, written));
                }
            }

            output.Advance(written);
        }

        return position;
    }

    // Appends text that starts with a non-ASCII character, up to the next character to escape.
    static int AppendRun(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates)
    {
        const int longestRun = 4096;
        var run = text[..Math.Min(text.Length, longestRun)];
        var special = run.IndexOfAny(MustEscape);
        if (special >= 0) run = run[..special];

        // A pair cut in two by the end of the run is no lone surrogate: the next run starts with it.
        var isWhole = run.Length == text.Length || special >= 0;
        Utf8.FromUtf16(run, output.GetSpan(run.Length * 3), out var read, out var written, !keepLoneSurrogates, isWhole);
        output.Advance(written);
        if (read > 0) return read;

        output.Append("\\u"u8);
        for (var shift = 12; shift >= 0; shift -= 4) output.Append(HexDigits[(text[0] >> shift) & 15]);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int WriteBytes(ReadOnlySpan<byte> bytes, ref byte target)
    {
        var written = 0;
        foreach (var value in bytes) written += WriteByte(value, ref Unsafe.Add(ref target, written));
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteByte(byte value, ref byte target)
    {
        if (value is < (byte)' ' or (byte)'"' or (byte)'\\') return WriteEscape(value, ref target);
        target = value;
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int WriteEscape(byte value, ref byte target)
    {
        var letter = value switch
        {
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\f' => (byte)'f',
            < (byte)' ' => (byte)'u',
            _ => value
        };
        target = (byte)'\\';
        Unsafe.Add(ref target, 1) = letter;
        if (letter != 'u') return 2;

        Unsafe.Add(ref target, 2) = (byte)'0';
        Unsafe.Add(ref target, 3) = (byte)'0';
        Unsafe.Add(ref target, 4) = HexDigits[value >> 4];
        Unsafe.Add(ref target, 5) = HexDigits[value & 15];
        return 6;
    }

    static class Ascii
    {
        // Narrows eight characters to bytes, in both halves of the vector. A non-ASCII character becomes 0 or more than 0x7F.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<byte> Narrow(Vector128<ushort> chars)
        {
            if (System.Runtime.Intrinsics.X86.Sse2.IsSupported) return System.Runtime.Intrinsics.X86.Sse2.PackUnsignedSaturate(chars.AsInt16(), chars.AsInt16());
            var limited = Vector128.Min(chars, Vector128.Create((ushort)0xFF));
            return Vector128.Narrow(limited, limited);
        }

        // Marks bytes that are not ASCII, control characters, quotes and backslashes.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<byte> FindSpecial(Vector128<byte> bytes) =>
            FindOther(bytes) | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

        // Marks bytes that are not ASCII and control characters: as signed numbers, all are less than the space.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<byte> FindOther(Vector128<byte> bytes) => Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte();
    }
}
