using System.Globalization;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>How Serilog itself renders an event.</summary>
static class SerilogText
{
    static readonly MessageTemplateTextFormatter LiteralFormatter = new("{Message:lj}", CultureInfo.InvariantCulture);

    /// <summary>The message as most consoles show it.</summary>
    public static string Literal(LogEvent logEvent)
    {
        var text = new StringWriter();
        LiteralFormatter.Format(logEvent, text);
        return text.ToString();
    }

    public static string Hole(LogEvent logEvent, PropertyToken hole)
    {
        var text = new StringWriter();
        hole.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        return text.ToString();
    }

    /// <summary>Serilog can render the message: a format may not suit its value.</summary>
    public static bool Succeeds(LogEvent logEvent)
    {
        try
        {
            logEvent.RenderMessage(CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>
    /// Some text of the event begins with the second half of a surrogate pair: behind a text that ends with the first half, a string makes one
    /// character of both, where UTF-8 that is written piece by piece has two that cannot be shown.
    /// </summary>
    public static bool MayJoinHalvesOfAPair(LogEvent logEvent) =>
        logEvent.MessageTemplate.Tokens.Any(token => BeginsWithSecondHalf(token.ToString())) || logEvent.Properties.Values.Any(MayJoinHalvesOfAPair);

    static bool MayJoinHalvesOfAPair(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => BeginsWithSecondHalf(scalar.Value as string) || scalar.Value is char c && char.IsLowSurrogate(c),
        SequenceValue sequence => sequence.Elements.Any(MayJoinHalvesOfAPair),
        StructureValue structure => BeginsWithSecondHalf(structure.TypeTag) || structure.Properties.Any(p => BeginsWithSecondHalf(p.Name) || MayJoinHalvesOfAPair(p.Value)),
        DictionaryValue dictionary => dictionary.Elements.Any(e => MayJoinHalvesOfAPair(e.Key) || MayJoinHalvesOfAPair(e.Value)),
        _ => false
    };

    static bool BeginsWithSecondHalf(string? text) => text is { Length: > 0 } && char.IsLowSurrogate(text[0]);

    /// <summary>Nothing renders that is not kept: only a format applied to an object of some other type.</summary>
    public static bool IsKept(LogEvent logEvent) =>
        Succeeds(logEvent) && logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().All(hole => !logEvent.Properties.TryGetValue(hole.PropertyName, out var value) || IsKept(value, hole.Format));

    static bool IsKept(LogEventPropertyValue value, string? format) => value switch
    {
        ScalarValue { Value: null or string or bool or char or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal } => true,
        ScalarValue => format == null,
        SequenceValue sequence => sequence.Elements.All(element => IsKept(element, format)),
        StructureValue structure => structure.Properties.All(property => IsKept(property.Value, null)),
        DictionaryValue dictionary => dictionary.Elements.Values.All(element => IsKept(element, null)),
        _ => false
    };
}
