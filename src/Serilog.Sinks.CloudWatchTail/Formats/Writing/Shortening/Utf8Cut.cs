namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Finds where UTF-8 text may be cut.
static class Utf8Cut
{
    // Marks the end of a string that was cut.
    public static ReadOnlySpan<byte> Mark => "…"u8;

    // Returns the longest prefix of at most this length that ends with a complete character.
    public static int OfText(ReadOnlySpan<byte> text, int longest)
    {
        if (longest >= text.Length) return text.Length;
        var length = Math.Max(longest, 0);
        while (length > 0 && (text[length] & 0xC0) == 0x80) length--;
        return length;
    }

    // The same for the inside of a JSON string, without cutting an escape, or the two escapes of a surrogate pair, in two.
    public static int OfJsonString(ReadOnlySpan<byte> inside, int longest)
    {
        var length = OfText(inside, longest);
        if (length == inside.Length) return length;

        length = BeforeEscape(inside, length);
        return EndsWithHighSurrogate(inside[..length]) && inside[length..].StartsWith("\\u"u8) ? length - 6 : length;
    }

    // An escape that starts within the last five bytes may continue past the end.
    static int BeforeEscape(ReadOnlySpan<byte> inside, int length)
    {
        var backslash = inside[..length].LastIndexOf((byte)'\\');
        if (backslash < length - 5 || backslash < 0) return length;

        if (!BeginsEscape(inside, backslash)) return length;
        return backslash + (inside[backslash + 1] == 'u' ? 6 : 2) > length ? backslash : length;
    }

    // The second of two backslashes ends an escape rather than starting one.
    static bool BeginsEscape(ReadOnlySpan<byte> inside, int backslash) =>
        (backslash - inside[..backslash].LastIndexOfAnyExcept((byte)'\\')) % 2 == 1;

    static bool EndsWithHighSurrogate(ReadOnlySpan<byte> inside) =>
        inside.Length >= 6
        && inside[^6..] is [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B', _, _]
        && BeginsEscape(inside, inside.Length - 6);
}
