using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Closes a JSON object that a limit of the logger or the container runtime has cut off: an open string ends at the cut, and an incomplete value
// becomes a string, so that nothing is lost.
static class BrokenJson
{
    enum Expect : byte
    {
        Value,
        Name,
        Colon,
        Comma
    }

    // Returns false if the text is not an object that lacks only its end.
    public static bool TryClose(ReadOnlySpan<byte> json, Utf8Buffer output)
    {
        Span<byte> closing = stackalloc byte[JsonScanner.MaximumDepth];
        int depth = 0, at = 0, members = 0;
        var expect = Expect.Value;
        output.Append(json);
        while (true)
        {
            while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
            if (at >= json.Length) break;
            var token = json[at];
            switch (token)
            {
                case (byte)'{' or (byte)'[' when expect == Expect.Value:
                    if (depth == closing.Length) return false;
                    closing[depth++] = token == '{' ? (byte)'}' : (byte)']';
                    expect = token == '{' ? Expect.Name : Expect.Value;
                    at++;
                    break;
                case (byte)'}' or (byte)']':
                    // With the last bracket the object would be complete.
                    if (depth <= 1 || closing[--depth] != token) return false;
                    expect = Expect.Comma;
                    at++;
                    break;
                case (byte)',' when expect == Expect.Comma:
                    expect = closing[depth - 1] == '}' ? Expect.Name : Expect.Value;
                    at++;
                    break;
                case (byte)':' when expect == Expect.Colon:
                    members++;
                    expect = Expect.Value;
                    at++;
                    break;
                case (byte)'"' when expect is Expect.Name or Expect.Value:
                    var end = EndOfString(json, at);
                    if (end < 0) CloseString(json, at, output);
                    at = end < 0 ? json.Length : end;
                    expect = expect == Expect.Name ? Expect.Colon : Expect.Comma;
                    break;
                default:
                    if (expect != Expect.Value) return false;
                    var scanner = new JsonScanner(json, at);
                    var isWhole = scanner.TryReadValue(out var word) && word.Kind < JsonKind.String;
                    var next = json[at..].IndexOfAny(",}] \t\r\n"u8);
                    if (next >= 0 && !isWhole) return false;
                    if (!isWhole) QuoteWord(json[at..], output);
                    at = isWhole ? scanner.Position : json.Length;
                    expect = Expect.Comma;
                    break;
            }
        }

        if (members == 0) return false;
        TrimComma(output, expect);
        if (expect == Expect.Colon) output.Append(":null"u8);
        if (expect == Expect.Value && closing[depth - 1] == '}') output.Append("null"u8);
        while (depth > 0) output.Append(closing[--depth]);

        // Errors before the end cannot be repaired.
        var whole = new JsonScanner(output.WrittenSpan);
        return whole.TryReadValue(out _) && whole.AtEnd;
    }

    // Returns the position after the closing quote, or a negative number.
    static int EndOfString(ReadOnlySpan<byte> json, int quote)
    {
        var at = quote + 1;
        while (at < json.Length)
        {
            var special = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (special < 0) return -1;
            at += special;
            if (json[at] == '"') return at + 1;
            at += 2;
        }

        return -1;
    }

    // Drops an escape that was cut in two.
    static void CloseString(ReadOnlySpan<byte> json, int quote, Utf8Buffer output)
    {
        var end = quote + 1;
        while (end < json.Length)
        {
            var special = json[end..].IndexOf((byte)'\\');
            if (special < 0)
            {
                end = json.Length;
                break;
            }

            var length = json[(end + special)..] is [_, (byte)'u', ..] ? 6 : 2;
            if (end + special + length > json.Length && (length == 2 || IsHexadecimal(json[(end + special + 2)..])))
            {
                end += special;
                break;
            }

            end = Math.Min(json.Length, end + special + length);
        }

        output.Truncate(end);
        output.Append((byte)'"');
    }

    static bool IsHexadecimal(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept("0123456789abcdefABCDEF"u8);

    static void QuoteWord(ReadOnlySpan<byte> word, Utf8Buffer output)
    {
        output.Truncate(output.Length - word.Length);
        output.Append((byte)'"');
        foreach (var value in word)
        {
            if (value is (byte)'"' or (byte)'\\') output.Append((byte)'\\');
            output.Append(value);
        }

        output.Append((byte)'"');
    }

    static void TrimComma(Utf8Buffer output, Expect expect)
    {
        if (expect is not (Expect.Name or Expect.Value)) return;
        var written = output.WrittenSpan.TrimEnd(" \t\r\n"u8);
        if (written is [.., (byte)',']) output.Truncate(written.Length - 1);
    }
}
