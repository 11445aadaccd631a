namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

// Enumerates the strings of a valid JSON text, at any depth.
ref struct JsonStringWalker(ReadOnlySpan<byte> json)
{
    readonly ReadOnlySpan<byte> _json = json;
    int _position;

    // The start of the current string's inside.
    public int Start { get; private set; }

    // The length of the current string's inside.
    public int Length { get; private set; }

    // Whether the current string is the name of a member.
    public bool IsName { get; private set; }

    public bool MoveNext()
    {
        var quote = _json[_position..].IndexOf((byte)'"');
        if (quote < 0) return false;

        Start = _position + quote + 1;
        var end = Start;
        while (true)
        {
            end += _json[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (_json[end] == '"') break;
            end += 2;
        }

        Length = end - Start;
        _position = end + 1;
        IsName = _json[_position..].TrimStart(" \t\r\n"u8) is [(byte)':', ..];
        return true;
    }
}
