using System.Runtime.CompilerServices;
using System.Globalization;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Writing;

/// <summary>The holes of a template that format one property.</summary>
/// <param name="Tokens">The template's tokens; null when none of them formats anything.</param>
readonly record struct FormattedHoles(MessageTemplateToken[]? Tokens, string? PropertyName)
{
    public bool Any => Tokens != null && PropertyName != null;

    /// <summary>Whether a template formats anything at all, which is seldom.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AnyIn(MessageTemplateToken[] tokens)
    {
        foreach (var token in tokens)
        {
            if (token is PropertyToken { Format: not null }) return true;
        }

        return false;
    }

    /// <summary>The holes that format this property, out of a template that formats something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FormattedHoles For(MessageTemplateToken[] tokens, string propertyName)
    {
        foreach (var token in tokens)
        {
            if (token is PropertyToken { Format: not null } hole && hole.PropertyName == propertyName) return new(tokens, propertyName);
        }

        return default;
    }

    /// <summary>
    /// The kind to say of a number: none if what the reader would make of its JSON is formatted just so, else its CLR type. A double that prints
    /// as 1.005 is read as a decimal, and rounds to 1.00 where the decimal rounds to 1.01; -1 in hexadecimal has eight digits or sixteen.
    /// </summary>
    public ValueKind KindOf(object? value) => value switch
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

    ValueKind KindOf<T>(T value, ValueKind kind)
        where T : struct, ISpanFormattable, IUtf8SpanFormattable
    {
        Span<byte> json = stackalloc byte[64];
        if (!value.TryFormat(json, out var length, default, CultureInfo.InvariantCulture)) return kind;
        var read = JsonNumber.Parse(json[..length]);
        if (read.Kind == kind) return ValueKind.None;
        foreach (var token in Tokens!)
        {
            if (token is PropertyToken { Format: { } format } hole && hole.PropertyName == PropertyName && !IsSame(value, read, format)) return kind;
        }

        return ValueKind.None;
    }

    static bool IsSame<T>(T value, in ParsedNumber read, string format) where T : struct, ISpanFormattable
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
}
