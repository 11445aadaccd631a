using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events;

/// <summary>
/// How far a hole may widen a value: a template of a few bytes could otherwise ask for gigabytes. Beyond it the value stands as it is, neither
/// formatted nor padded. One rule for what is emitted, for what is read, and for what other formatters and sinks get to render.
/// </summary>
static class HoleLimit
{
    /// <summary>The most characters that an alignment or a precision may ask for, and the longest format.</summary>
    public const int MaximumWidth = 1_000;

    /// <summary>
    /// What a format beyond the limit is taken for: every value's plain text. Not null, since a hole that has a format keeps its place among the
    /// recorded renderings of CLEF.
    /// </summary>
    public const string PlainFormat = "";

    /// <summary>A letter and a number is a precision, and .NET makes all of it before it looks for room; any other format grows with its own length alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTooWide(string? format) => format is { Length: > 4 } && IsTooWideFormat(format);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTooWide(PropertyToken hole) => IsTooWide(hole.Format) || (hole.Alignment is { } alignment && IsTooWide(alignment));

    /// <summary>The template itself if all its holes are within the limit; otherwise one of the same text whose wide holes are plain.</summary>
    public static MessageTemplate Bound(MessageTemplate template)
    {
        if (!IsTooWide(template)) return template;
        var bounded = new MessageTemplate(template.Text, template.Tokens.Select(token => token is PropertyToken hole && IsTooWide(hole) ? Plain(hole) : token));
        return template is TailedMessageTemplate tailed ? new TailedMessageTemplate(bounded, tailed.Origin) : bounded;
    }

    /// <summary>The event itself if all its holes are within the limit; otherwise a copy that any formatter may render.</summary>
    public static LogEvent Bound(LogEvent logEvent)
    {
        var template = Bound(logEvent.MessageTemplate);
        if (ReferenceEquals(template, logEvent.MessageTemplate)) return logEvent;
        return new LogEvent(
            logEvent.Timestamp,
            logEvent.Level,
            logEvent.Exception,
            template,
            logEvent.Properties.Select(static p => new LogEventProperty(p.Key, p.Value)),
            logEvent.TraceId ?? default,
            logEvent.SpanId ?? default);
    }

    /// <summary>Whether any hole of the template is beyond the limit.</summary>
    public static bool IsTooWide(MessageTemplate template)
    {
        foreach (var token in TemplateTokens.Of(template))
        {
            if (token is PropertyToken hole && IsTooWide(hole)) return true;
        }

        return false;
    }

    static bool IsTooWide(Alignment alignment) => alignment.Width is > MaximumWidth or < 0;

    static PropertyToken Plain(PropertyToken hole) =>
        new(hole.PropertyName, hole.ToString(), hole.Format is null ? null : PlainFormat, null, hole.Destructuring);

    static bool IsTooWideFormat(string format)
    {
        if (format.Length > MaximumWidth) return true;
        if (!char.IsAsciiLetter(format[0])) return false;
        var precision = 0;
        for (var i = 1; i < format.Length; i++)
        {
            // .NET takes the character zero for the end of a format.
            if (format[i] == '\0') break;
            if (!char.IsAsciiDigit(format[i])) return false;
            precision = Math.Min((precision * 10) + format[i] - '0', MaximumWidth + 1);
        }

        return precision > MaximumWidth;
    }
}
