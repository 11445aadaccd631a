using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>
/// A parsed stream template. Values are confined: whoever controls a property must not be able to name any stream he likes, so the separators
/// and the characters that the service forbids become <c>-</c>.
/// </summary>
sealed class StreamNameTemplate
{
    /// <summary>The service's limit on a stream's name.</summary>
    public const int MaxLength = 512;

    /// <summary>What stands for a property that an event lacks, if the template gives no default.</summary>
    public const string Missing = "-";

    readonly StreamToken[] _tokens;
    readonly TokenWatch? _watch;

    internal StreamNameTemplate(IReadOnlyList<StreamToken> tokens)
    {
        _tokens = [.. tokens];
        Constant = _tokens.All(t => t.Kind == StreamTokenKind.Literal) ? Limit(string.Concat(_tokens.Select(t => t.Text))) : null;
        _watch = HasProperties ? new TokenWatch(_tokens) : null;
        DependsOnDateOnly = Constant is null && _tokens.All(t => t.Kind != StreamTokenKind.Property);
    }

    /// <summary>The name, if it is the same for every event.</summary>
    public string? Constant { get; }

    /// <summary>Whether events choose their streams by a property.</summary>
    public bool HasProperties => _tokens.Any(t => t.Kind == StreamTokenKind.Property);

    /// <summary>What to say of a token that no event has had a property for, once for each.</summary>
    public string? TakeNews() => _watch?.TakeNews();

    /// <summary>Whether events of one millisecond have one name.</summary>
    public bool DependsOnDateOnly { get; }

    public static bool TryParse(string template, StreamConstants constants, [NotNullWhen(true)] out StreamNameTemplate? result, [NotNullWhen(false)] out string? error) =>
        StreamTemplateParser.TryParse(template, constants, out result, out error);

    /// <summary>Writes the event's stream name into <paramref name="name"/>, which it clears first.</summary>
    public void Render(scoped in CapturedEvent logEvent, StringBuilder name)
    {
        name.Clear();
        for (var i = 0; i < _tokens.Length; i++)
        {
            ref readonly var token = ref _tokens[i];
            switch (token.Kind)
            {
                case StreamTokenKind.Literal:
                    name.Append(token.Text);
                    break;
                case StreamTokenKind.Date:
                    AppendDate(name, logEvent.Timestamp.UtcDateTime, token.Format!);
                    break;
                default:
                    AppendProperty(name, in logEvent, i);
                    break;
            }
        }

        if (name.Length > MaxLength) name.Length = char.IsHighSurrogate(name[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        if (name.Length == 0) name.Append(Missing);
    }

    /// <summary>A value as it may stand in a name.</summary>
    public static string Confine(string value) => string.Create(value.Length, value, static (span, v) =>
    {
        v.CopyTo(span);
        for (var i = 0; i < span.Length; i++)
        {
            if (IsForbiddenInValue(span[i]) || IsLoneSurrogate(span[i], i > 0 ? span[i - 1] : default, i + 1 < span.Length ? span[i + 1] : default)) span[i] = '-';
        }
    });

    static bool IsForbiddenInValue(char c) => c is ':' or '*' or '/' || char.IsControl(c);

    // UTF-8 has no form for it: the name that is created and the name that is written to would not be the same.
    static bool IsLoneSurrogate(char c, char before, char after) =>
        char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? char.IsLowSurrogate(after) : char.IsHighSurrogate(before));

    static string Limit(string name) => name.Length > MaxLength ? name[..MaxLength] : name;

    static void AppendDate(StringBuilder name, DateTime time, string format)
    {
        Span<char> date = stackalloc char[64];
        if (time.TryFormat(date, out var written, format, CultureInfo.InvariantCulture)) name.Append(date[..written]);
        else name.Append(time.ToString(format, CultureInfo.InvariantCulture));
    }

    void AppendProperty(StringBuilder name, scoped in CapturedEvent logEvent, int index)
    {
        ref readonly var token = ref _tokens[index];
        var start = name.Length;
        if (logEvent.TryFind(token.Text, out var property))
        {
            _watch!.Found(index);
            AppendValue(name, in property, token.Format);
        }
        else
        {
            _watch!.Missed(index, in logEvent);
        }

        if (name.Length == start) name.Append(token.Default ?? Missing);
        for (var i = start; i < name.Length; i++)
        {
            if (IsForbiddenInValue(name[i]) || IsLoneSurrogate(name[i], i > start ? name[i - 1] : default, i + 1 < name.Length ? name[i + 1] : default)) name[i] = '-';
        }
    }

    static void AppendValue(StringBuilder name, in CapturedProperty property, string? format)
    {
        if (property.Kind == CapturedKind.Text)
        {
            name.Append(property.Text, 0, Math.Min(property.Text.Length, 2 * MaxLength));
            return;
        }

        try
        {
            switch (property.Value)
            {
                case null or ScalarValue { Value: null }:
                    break;
                case ScalarValue { Value: IFormattable formattable }:
                    name.Append(formattable.ToString(format, CultureInfo.InvariantCulture));
                    break;
                case ScalarValue { Value: { } other }:
                    name.Append(other);
                    break;
                case var value:
                    name.Append(value.ToString(format, CultureInfo.InvariantCulture));
                    break;
            }
        }
        catch (Exception)
        {
            // A value whose text cannot be had must not cost the event: it goes where a missing property goes.
            return;
        }

        if (name.Length > 2 * MaxLength) name.Length = 2 * MaxLength;
    }
}
