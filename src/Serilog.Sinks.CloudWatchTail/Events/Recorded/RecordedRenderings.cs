using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

/// <summary>What the holes that format one property were rendered as where the event was written: only there was the property's type known.</summary>
sealed class RecordedRenderings
{
    // The first hole. Few properties are formatted by more than one, and only those need dictionaries.
    string? _format;
    int _alignment;
    string _text = "";
    string _unpadded = "";

    Dictionary<(string Format, int Alignment), string>? _padded;
    Dictionary<string, string>? _byFormat;

    /// <summary>What each format made of the value, before it was padded.</summary>
    public IReadOnlyDictionary<string, string> ByFormat => _byFormat ??= _format == null ? [] : new() { [_format] = _unpadded };

    /// <summary>Adds what a hole with a format was rendered as.</summary>
    public void Add(string format, Alignment? alignment, string text)
    {
        // The padding is cut off on the one side that the hole's alignment pads. Of two holes the longer text is right, for it alone still has
        // the spaces that were the value's own.
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

    /// <summary>What a hole of this format and alignment was rendered as, padding included.</summary>
    public bool TryFind(PropertyToken hole, out string? text)
    {
        if (_padded != null) return _padded.TryGetValue((hole.Format!, WidthOf(hole.Alignment)), out text);
        text = _text;
        return hole.Format == _format && WidthOf(hole.Alignment) == _alignment;
    }

    /// <summary>What the format made of the value, before it was padded.</summary>
    public bool TryFind(string format, out string? text)
    {
        if (_padded != null) return _byFormat!.TryGetValue(format, out text);
        text = _unpadded;
        return format == _format;
    }

    /// <summary>As in the template: to the left is negative.</summary>
    static int WidthOf(Alignment? alignment) => alignment is not { } known ? 0 : known.Direction == AlignmentDirection.Left ? -known.Width : known.Width;

    static string Unpad(string text, Alignment? alignment)
    {
        if (alignment is not { } known || text.Length != known.Width) return text;
        return known.Direction == AlignmentDirection.Left ? text.TrimEnd(' ') : text.TrimStart(' ');
    }
}
