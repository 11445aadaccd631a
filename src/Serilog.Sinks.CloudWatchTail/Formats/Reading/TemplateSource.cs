using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Goes through a template's text and through the JSON that says it, side by side.
ref struct TemplateSource(string text, ReadOnlySpan<byte> inside)
{
    readonly ReadOnlySpan<byte> _inside = inside;
    int _char;
    int _byte;

    // Half of a surrogate pair, which is one character in UTF-8.
    bool _isInPair;

    // Appends what the JSON says of a text token, whose doubled braces are one.
    public void AppendText(string token, Utf8Buffer output)
    {
        // A single brace begins no hole: what stands there is taken as it is.
        var isHole = _char < text.Length && text[_char] == '{' && (_char + 1 == text.Length || text[_char + 1] != '{');
        foreach (var character in token)
        {
            if (_char >= text.Length || text[_char] != character)
            {
                // Of a parser that makes tokens in another way.
                output.Append(Encoding.UTF8.GetBytes(token));
                return;
            }

            var start = _byte;
            Skip(1);
            output.Append(_inside[start.._byte]);
            if (!isHole && character is '{' or '}' && _char < text.Length && text[_char] == character) Skip(1);
        }
    }

    // Steps over characters of the text.
    public void Skip(int characters)
    {
        for (; characters > 0 && (_byte < _inside.Length || _isInPair); characters--, _char++)
        {
            _byte += _isInPair ? 0 : LengthOf(_inside[_byte..]);
            _isInPair = !_isInPair && _inside[_byte - 1] >= 0x80 && char.IsHighSurrogate(text[_char]);
        }
    }

    // The bytes of the next character, or of two when UTF-8 has them in one.
    static int LengthOf(ReadOnlySpan<byte> inside) => inside[0] switch
    {
        (byte)'\\' => inside[1] == 'u' ? 6 : 2,
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4
    };
}
