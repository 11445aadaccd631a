using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Finds a text in a message in a time that grows with their lengths alone, whatever they are: both may come from a stranger, and the runtime's own search
// takes up to the product of both.
static class TextSearch
{
    // Of a text as short as this, the product is small enough.
    const int ShortText = 128;

    // Returns where the text first begins, or -1.
    public static int Find(ReadOnlySpan<byte> message, ReadOnlySpan<byte> text)
    {
        if (text.Length <= ShortText) return message.IndexOf(text);

        // Most texts stand where their beginning first does, or nowhere.
        var first = message.IndexOf(text[..ShortText]);
        if (first < 0 || message[first..].StartsWith(text)) return first;
        var found = FindByBorders(message[(first + 1)..], text);
        return found < 0 ? -1 : first + 1 + found;
    }

    // Knuth, Morris and Pratt's search: no byte of the message is looked at again once it has matched.
    static int FindByBorders(ReadOnlySpan<byte> message, ReadOnlySpan<byte> text)
    {
        if (message.Length < text.Length) return -1;
        var rented = ArrayPool<int>.Shared.Rent(text.Length);
        try
        {
            var borders = rented.AsSpan(0, text.Length);
            ReadBorders(text, borders);
            for (int position = 0, matched = 0; position < message.Length; position++)
            {
                matched = Extend(text, borders, matched, message[position]);
                if (matched == text.Length) return position + 1 - matched;
            }

            return -1;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    // For each beginning of the text, by its last position: the length of the longest shorter beginning with which it also ends.
    static void ReadBorders(ReadOnlySpan<byte> text, Span<int> borders)
    {
        borders[0] = 0;
        for (var i = 1; i < text.Length; i++) borders[i] = Extend(text, borders, borders[i - 1], text[i]);
    }

    // How much of the text's beginning has matched after one more byte.
    static int Extend(ReadOnlySpan<byte> text, ReadOnlySpan<int> borders, int matched, byte next)
    {
        while (matched > 0 && text[matched] != next) matched = borders[matched - 1];
        return text[matched] == next ? matched + 1 : 0;
    }
}
