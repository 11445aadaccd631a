using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// The renderings of one property by the holes that format it, recorded where the event was written, because only there was the property's type known.
sealed class RecordedRenderings
{
    // The first hole. Few properties are formatted by more than one, and only those need dictionaries.
    string? _format;
    int _alignment;
    string _text = "";
    string _unpadded = "";

    Dictionary<(string Format, int Alignment), string>? _padded;
    Dictionary<string, string>? _byFormat;

    // The rendering of each format, without padding.
    public IReadOnlyDictionary<string, string> ByFormat => _byFormat ??= _format == null ? [] : new() { [_format] = _unpadded };

    // Adds the rendering of a hole with a format.
    public void Add(string format, Alignment? alignment, string text)
    {
        // Padding is removed on the side that the hole's alignment pads. Of two holes the longer text is right, because only it still has the value's
        // own spaces.
        var unpadded = Unpad(text, alignment);
        if (_format == null)
        {
            (_format, _alignment, _text, _unpadded) = (format, WidthOf(alignment), text, unpadded);
            return;
        }

        _padded ??= new() { [(_format, _alignment)] = _text };
        _byFormat ??= new() { [_format] = _unpadded };
        _padded[(format, WidthOf(alignment))] = text;
        if (!_byFormat.TryGetValue(format, out var known) || unpadded.Length > known.Length) _byFormat[format] = unpadded;
    }

    // Finds the rendering for a hole's format and alignment, padding included.
    public bool TryFind(PropertyToken hole, out string? text)
    {
        if (_padded != null) return _padded.TryGetValue((hole.Format!, WidthOf(hole.Alignment)), out text);
        text = _text;
        return hole.Format == _format && WidthOf(hole.Alignment) == _alignment;
    }

    // Finds the rendering for a format, without padding.
    public bool TryFind(string format, out string? text)
    {
        if (_padded != null) return _byFormat!.TryGetValue(format, out text);
        text = _unpadded;
        return format == _format;
    }

    // Returns the width as in the template: negative for left alignment.
    static int WidthOf(Alignment? alignment) => alignment is not { } known ? 0 : known.Direction == AlignmentDirection.Left ? -known.Width : known.Width;

    static string Unpad(string text, Alignment? alignment)
    {
        if (alignment is not { } known || text.Length != known.Width) return text;
        return known.Direction == AlignmentDirection.Left ? text.TrimEnd(' ') : text.TrimStart(' ');
    }
}
