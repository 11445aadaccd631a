using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// A parsed stream template. Values are confined: controlling a property must not be enough to choose an arbitrary stream, so separators and
// characters that the service forbids become '-'.
sealed class StreamNameTemplate
{
    // The service's limit on a stream's name.
    public const int MaxLength = 512;

    // Replaces a property that an event lacks, if the template has no default.
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

    // The name if it is the same for every event, otherwise null.
    public string? Constant { get; }

    // Whether events choose their streams: by a property, by their thread, or by the application's selector.
    public bool EventsChoose => _watch is not null || TakesHints;

    // Whether the logging thread has to determine something.
    public bool TakesHints => _selector is not null || _readsThread;

    // The environment variables of tokens without a default that are not set.
    public IReadOnlyList<string> UnsetVariables { get; init; } = [];

    // Returns the news to report: a token for which no event has had a property, once each, or an exception of the selector.
    public string? TakeNews() => _selector?.TakeNews() ?? _watch?.TakeNews();

    // Whether events of the same millisecond have the same name.
    public bool DependsOnDateOnly { get; }

    public static bool TryParse(string template, StreamConstants constants, [NotNullWhen(true)] out StreamNameTemplate? result, [NotNullWhen(false)] out string? error) =>
        StreamTemplateParser.TryParse(template, constants, out result, out error);

    // Returns a template that first asks the application's selector and then this template.
    public StreamNameTemplate After(Func<LogEvent, string?>? choose) =>
        choose is null ? this : new StreamNameTemplate(_tokens, new StreamSelector(choose)) { UnsetVariables = UnsetVariables };

    // Returns what only the logging thread knows about the event's stream. onItsThread tells whether the current thread logs the event.
    public StreamHint HintOf(LogEvent logEvent, bool onItsThread = true) =>
        _selector?.Choose(logEvent) is { } name ? new StreamHint(name, IsName: true)
        : _readsThread && onItsThread ? new StreamHint(Thread.CurrentThread.Name, IsName: false)
        : default;

    // Clears name and writes the event's stream name to it.
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
                    AppendThread(name, in logEvent, token);
                    break;
                default:
                    AppendProperty(name, in logEvent, i);
                    break;
            }
        }

        Limit(name);
        if (name.Length == 0) name.Append(Missing);
    }

    // Replaces the characters that a value may not contribute to a name.
    public static string Confine(string value) => string.Create(value.Length, value, static (span, v) =>
    {
        v.CopyTo(span);
        for (var i = 0; i < span.Length; i++)
        {
            if (IsForbiddenInValue(span[i]) || IsLoneSurrogate(span[i], i > 0 ? span[i - 1] : default, i + 1 < span.Length ? span[i + 1] : default)) span[i] = '-';
        }
    });

    static bool IsForbiddenInValue(char c) => c == '/' || IsForbidden(c);

    // Whether the service forbids the character in names.
    public static bool IsForbidden(char c) => c is ':' or '*' || char.IsControl(c);

    // UTF-8 cannot represent it, so the created name and the name in puts would differ.
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

    // A property set by an enricher names the logging thread, even after a queue to another thread.
    static void AppendThread(StringBuilder name, scoped in CapturedEvent logEvent, StreamToken token)
    {
        var start = name.Length;
        if (logEvent.TryFind(token.Text, out var property)) AppendValue(name, in property, format: null);
        else if (logEvent.Hint.Text is { } thread) name.Append(thread, 0, Math.Min(thread.Length, MaxLength));
        if (name.Length == start) name.Append(token.Default ?? Missing);
        Confine(name, start, mayHaveSlashes: false);
    }

    // A whole name may contain slashes, like the text of a template.
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
            // A value whose ToString fails must not cost the event: it counts as missing.
            return;
        }

        if (name.Length > 2 * MaxLength) name.Length = 2 * MaxLength;
    }
}
