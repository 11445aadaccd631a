using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Knows which formats a template applies to each property, and decides whether a number needs its CLR type recorded: only if the type that the reader
// would choose formats differently. A double that prints as 1.005 is read as a decimal, but rounds to 1.00 where the decimal rounds to 1.01; -1 in
// hexadecimal has eight digits or sixteen. Reused for the next event; not thread-safe.
sealed class FormattedHoles
{
    // For a property with more formats, the kind of its numbers is always recorded.
    const int MostFormats = 16;

    // For a longer template the holes are sorted first, because searching it for each property would take too long.
    const int LongTemplate = 64;

    readonly List<string> _few = [];
    readonly Dictionary<string, List<string>> _many = [];
    MessageTemplateToken[]? _all;

    // Those of the event, or none if no hole has a format.
    MessageTemplateToken[] _tokens = [];
    List<string>? _formats;

    public void Begin(MessageTemplateToken[] tokens)
    {
        _formats = null;
        if (ReferenceEquals(tokens, _all)) return;
        _all = tokens;
        if (_many.Count > 0) _many.Clear();
        _tokens = HasFormat(tokens) ? tokens : [];
        if (_tokens.Length <= LongTemplate) return;
        foreach (var token in _tokens)
        {
            if (token is not PropertyToken { Format: { } format } hole) continue;
            if (!_many.TryGetValue(hole.PropertyName, out var formats)) _many.Add(hole.PropertyName, formats = []);
            AddTo(formats, format);
        }
    }

    // Whether any hole has a format.
    public bool AnyInTemplate => _tokens.Length > 0;

    // Moves on to another property of the event.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveTo(string propertyName)
    {
        if (_tokens.Length > 0) FindFormats(propertyName);
    }

    // Whether the template applies a format to the property.
    public bool AnyFormat => _formats is { Count: > 0 };

    // Returns the kind to record for the property's value, or for an element of its sequence.
    public ValueKind KindOf(object? value)
    {
        if (!AnyFormat) return ValueKind.None;
        return value switch
        {
            int number => KindOf(number, ValueKind.Int32),
            double number => KindOf(number, ValueKind.Double),
            decimal number => KindOf(number, ValueKind.Decimal),
            float number => KindOf(number, ValueKind.Single),
            short number => KindOf(number, ValueKind.Int16),
            sbyte number => KindOf(number, ValueKind.SByte),
            byte number => KindOf(number, ValueKind.Byte),
            ushort number => KindOf(number, ValueKind.UInt16),
            uint number => KindOf(number, ValueKind.UInt32),
            ulong number => KindOf(number, ValueKind.UInt64),
            _ => ValueKind.None
        };
    }

    // The same for an unboxed number of a property that has a format.
    public ValueKind KindOf<T>(T value, ValueKind kind)
        where T : struct, ISpanFormattable, IUtf8SpanFormattable
    {
        Span<byte> json = stackalloc byte[64];
        if (!value.TryFormat(json, out var length, default, CultureInfo.InvariantCulture)) return kind;
        var read = JsonNumber.Parse(json[..length]);
        if (ValueKinds.Of(read.Type) == kind) return ValueKind.None;
        if (_formats!.Count == MostFormats) return kind;
        foreach (var format in _formats)
        {
            if (!IsSame(value, read, format)) return kind;
        }

        return ValueKind.None;
    }

    void FindFormats(string propertyName)
    {
        if (_tokens.Length > LongTemplate)
        {
            _formats = _many.GetValueOrDefault(propertyName);
            return;
        }

        _few.Clear();
        foreach (var token in _tokens)
        {
            if (token is PropertyToken { Format: { } format } hole && hole.PropertyName == propertyName) AddTo(_few, format);
        }

        _formats = _few;
    }

    static bool IsSame<T>(T value, in ParsedNumber read, string format)
        where T : struct, ISpanFormattable
    {
        Span<char> ours = stackalloc char[128], theirs = stackalloc char[128];
        try
        {
            return value.TryFormat(ours, out var length, format, CultureInfo.InvariantCulture)
                && read.TryFormat(theirs, out var readLength, format, CultureInfo.InvariantCulture)
                && ours[..length].SequenceEqual(theirs[..readLength]);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static bool HasFormat(MessageTemplateToken[] tokens)
    {
        foreach (var token in tokens)
        {
            if (token is PropertyToken { Format: not null }) return true;
        }

        return false;
    }

    static void AddTo(List<string> formats, string format)
    {
        if (HoleLimit.IsTooWide(format)) format = HoleLimit.PlainFormat;
        if (formats.Count < MostFormats && !formats.Contains(format)) formats.Add(format);
    }
}
