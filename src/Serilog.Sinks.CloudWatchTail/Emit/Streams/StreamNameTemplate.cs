using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>
/// A parsed stream template. Values are confined: control of a property must not give an arbitrary stream, so the separators
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
    readonly StreamSelector? _selector;
    readonly bool _readsThread;

    internal StreamNameTemplate(IReadOnlyList<StreamToken> tokens, StreamSelector? selector = null)
    {
        _tokens = [.. tokens];
        _selector = selector;
        _readsThread = _tokens.Any(t => t.Kind == StreamTokenKind.Thread);
        Constant = selector is null && _tokens.All(t => t.Kind == StreamTokenKind.Literal) ? Limit(string.Concat(_tokens.Select(t => t.Text))) : null;
        _watch = _tokens.Any(t => t.Kind == StreamTokenKind.Property) ? new TokenWatch(_tokens) : null;
        DependsOnDateOnly = Constant is null && !EventsChoose;
    }

    /// <summary>The name, if it is the same for every event.</summary>
    public string? Constant { get; }

    /// <summary>Whether events choose their streams: by a property, by their thread, or by the application's choice.</summary>
    public bool EventsChoose => _watch is not null || TakesHints;

    /// <summary>Whether there is something to find out on the thread that logs.</summary>
    public bool TakesHints => _selector is not null || _readsThread;

    /// <summary>Environment variables that tokens name, that are not set, and that have no default.</summary>
    public IReadOnlyList<string> UnsetVariables { get; init; } = [];

    /// <summary>What to say of a token that no event has had a property for, once for each, and of a choice that throws.</summary>
    public string? TakeNews() => _selector?.TakeNews() ?? _watch?.TakeNews();

    /// <summary>Whether events of one millisecond have one name.</summary>
    public bool DependsOnDateOnly { get; }

    public static bool TryParse(string template, StreamConstants constants, [NotNullWhen(true)] out StreamNameTemplate? result, [NotNullWhen(false)] out string? error) =>
        StreamTemplateParser.TryParse(template, constants, out result, out error);

    /// <summary>The same template for what a choice of the application's leaves open.</summary>
    public StreamNameTemplate After(Func<LogEvent, string?>? choose) =>
        choose is null ? this : new StreamNameTemplate(_tokens, new StreamSelector(choose)) { UnsetVariables = UnsetVariables };

    /// <summary>What the thread that logs knows of the event's stream.</summary>
    /// <param name="onItsThread">Whether this is the thread that logs the event.</param>
    public StreamHint HintOf(LogEvent logEvent, bool onItsThread = true) =>
        _selector?.Choose(logEvent) is { } name ? new StreamHint(name, IsName: true)
        : _readsThread && onItsThread ? new StreamHint(Thread.CurrentThread.Name, IsName: false)
        : default;

    /// <summary>Writes the event's stream name into <paramref name="name"/>, which it clears first.</summary>
    public void Render(scoped in CapturedEvent logEvent, StringBuilder name)
    {
        name.Clear();
        if (logEvent.Hint is { IsName: true, Text: { } chosen })
        {
            AppendChosen(name, chosen);
            return;
        }

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
                case StreamTokenKind.Thread:
                    AppendThread(name, in logEvent, in token);
                    break;
                default:
                    AppendProperty(name, in logEvent, i);
                    break;
            }
        }

        Limit(name);
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

    static bool IsForbiddenInValue(char c) => c == '/' || IsForbidden(c);

    /// <summary>Whether the service takes no name with this character.</summary>
    public static bool IsForbidden(char c) => c is ':' or '*' || char.IsControl(c);

    // UTF-8 has no form for it: the name that is created and the name that is written to would not be the same.
    public static bool IsLoneSurrogate(char c, char before, char after) =>
        char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? char.IsLowSurrogate(after) : char.IsHighSurrogate(before));

    static void Limit(StringBuilder name)
    {
        if (name.Length > MaxLength) name.Length = char.IsHighSurrogate(name[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
    }

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
        Confine(name, start, mayHaveSlashes: false);
    }

    // The property, where an enricher has brought it, is of the thread that logged even behind another thread's queue.
    static void AppendThread(StringBuilder name, scoped in CapturedEvent logEvent, in StreamToken token)
    {
        var start = name.Length;
        if (logEvent.TryFind(token.Text, out var property)) AppendValue(name, in property, format: null);
        else if (logEvent.Hint.Text is { } thread) name.Append(thread, 0, Math.Min(thread.Length, MaxLength));
        if (name.Length == start) name.Append(token.Default ?? Missing);
        Confine(name, start, mayHaveSlashes: false);
    }

    // A whole name may have slashes, as the text of a template may.
    static void AppendChosen(StringBuilder name, string chosen)
    {
        name.Append(chosen, 0, Math.Min(chosen.Length, MaxLength + 1));
        Limit(name);
        Confine(name, 0, mayHaveSlashes: true);
    }

    static void Confine(StringBuilder name, int start, bool mayHaveSlashes)
    {
        for (var i = start; i < name.Length; i++)
        {
            var isForbidden = mayHaveSlashes ? IsForbidden(name[i]) : IsForbiddenInValue(name[i]);
            if (isForbidden || IsLoneSurrogate(name[i], i > start ? name[i - 1] : default, i + 1 < name.Length ? name[i + 1] : default)) name[i] = '-';
        }
    }

    static void AppendValue(StringBuilder name, in CapturedProperty property, string? format)
    {
        if (property.Kind == CapturedKind.Text)
        {
            name.Append(property.Text[..Math.Min(property.Text.Length, 2 * MaxLength)]);
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
