using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events;

// Limits how far a hole may pad a value: a template of a few bytes could otherwise demand gigabytes. Beyond the limit the value is neither formatted
// nor padded. The same rule applies to events that are emitted, events that are read, and events passed to other formatters and sinks.
static class HoleLimit
{
    // The largest alignment or precision, in characters, and the longest format.
    public const int MaximumWidth = 1_000;

    // Replaces a format beyond the limit and means the value's plain text. Not null, because a hole with a format has a place among CLEF's recorded
    // renderings.
    public const string PlainFormat = "";

    // A letter followed by a number is a precision, for which .NET creates all digits before it checks for room. The result of any other format grows
    // only with the format's own length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTooWide(string? format) => format is { Length: > 4 } && IsTooWideFormat(format);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTooWide(PropertyToken hole) => IsTooWide(hole.Format) || (hole.Alignment is { } alignment && IsTooWide(alignment));

    // Returns the template itself if all its holes are within the limit, otherwise one with the same text whose wide holes are plain.
    public static MessageTemplate Bound(MessageTemplate template) =>
        IsTooWide(template) ? Replace(template, static hole => IsTooWide(hole) ? Plain(hole) : hole) : template;

    // Returns a template with the same text and origin, but other holes.
    public static MessageTemplate Replace(MessageTemplate template, Func<PropertyToken, PropertyToken> replace)
    {
        var replaced = new MessageTemplate(template.Text, template.Tokens.Select(token => token is PropertyToken hole ? replace(hole) : token));
        return template is TailedMessageTemplate tailed ? new TailedMessageTemplate(replaced, tailed.Origin) : replaced;
    }

    // Returns the event itself if all its holes are within the limit, otherwise a copy that is safe for any formatter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LogEvent Bound(LogEvent logEvent)
    {
        var template = Bound(logEvent.MessageTemplate);
        return ReferenceEquals(template, logEvent.MessageTemplate) ? logEvent : WithTemplate(logEvent, template);
    }

    public static LogEvent WithTemplate(LogEvent logEvent, MessageTemplate template) => new(
        logEvent.Timestamp,
        logEvent.Level,
        logEvent.Exception,
        template,
        logEvent.Properties.Select(static p => new LogEventProperty(p.Key, p.Value)),
        logEvent.TraceId ?? default,
        logEvent.SpanId ?? default);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsTooWide(MessageTemplate template)
    {
        foreach (var token in TemplateTokens.Of(template))
        {
            if (token is PropertyToken hole && IsTooWide(hole)) return true;
        }

        return false;
    }

    static bool IsTooWide(Alignment alignment) => alignment.Width is > MaximumWidth or < 0;

    public static PropertyToken WithoutFormat(PropertyToken hole) =>
        new(hole.PropertyName, hole.ToString(), PlainFormat, hole.Alignment, hole.Destructuring);

    static PropertyToken Plain(PropertyToken hole) =>
        new(hole.PropertyName, hole.ToString(), hole.Format is null ? null : PlainFormat, null, hole.Destructuring);

    static bool IsTooWideFormat(string format)
    {
        if (format.Length > MaximumWidth) return true;
        if (!char.IsAsciiLetter(format[0])) return false;
        var precision = 0;
        for (var i = 1; i < format.Length; i++)
        {
            // .NET treats a null character as the end of a format.
            if (format[i] == '\0') break;
            if (!char.IsAsciiDigit(format[i])) return false;
            precision = Math.Min((precision * 10) + format[i] - '0', MaximumWidth + 1);
        }

        return precision > MaximumWidth;
    }
}
