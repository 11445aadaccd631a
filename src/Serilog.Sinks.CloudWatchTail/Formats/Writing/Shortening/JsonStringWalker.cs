namespace Serilog.Sinks.CloudWatchTail.Formats.Writing.Shortening;

/// <summary>Goes through the strings of a valid JSON text, at any depth.</summary>
ref struct JsonStringWalker(ReadOnlySpan<byte> json)
{
    readonly ReadOnlySpan<byte> _json = json;
    int _position;

    /// <summary>Where the inside of the current string begins.</summary>
    public int Start { get; private set; }

    /// <summary>How long the inside of the current string is.</summary>
    public int Length { get; private set; }

    /// <summary>The current string is the name of a member.</summary>
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
