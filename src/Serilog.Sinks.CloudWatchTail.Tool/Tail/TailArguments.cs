using System.CommandLine;
using System.CommandLine.Parsing;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>The arguments of <c>cwtail GROUP…</c>.</summary>
sealed class TailArguments(ConnectionArguments connection)
{
    static readonly string[] Formats = ["text", "json", "clef", "raw"];

    readonly Argument<string[]> _groups = new("GROUP")
    {
        Description = "Log groups: names, ARNs, or prefixes that end in *.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<string[]> _streams = Repeatable("--stream", "NAME", "Show this log stream only; may be repeated. Needs exactly one group.");
    readonly Option<string[]> _prefixes = Repeatable("--prefix", "PREFIX", "Show only log streams whose names begin so; may be repeated. Needs exactly one group.");
    readonly Option<string?> _filter = new("--filter") { Description = "Show only what matches this CloudWatch filter pattern.", HelpName = "PATTERN" };
    readonly Option<LogEventLevel?> _level = new("--level") { Description = "Show only events at or above this level.", HelpName = "LEVEL", CustomParser = ParseLevel };
    readonly Option<Moment?> _since = MomentOption("--since", $"Begin with the history from here on: {Moment.Forms}.");
    readonly Option<Moment?> _until = MomentOption("--until", "End with the history up to here; needs no live tail, and implies --no-follow.");
    readonly Option<bool> _noFollow = new("--no-follow") { Description = "Read the history and end; ten minutes of it unless --since says otherwise." };
    readonly Option<string?> _format = new("--format") { CustomParser = ParseFormat, Description = "How events are written. Default: text. The others write one event a line, and nothing else, to the standard output.", HelpName = "text|json|clef|raw" };
    readonly Option<string?> _template = new("--template") { Description = "A Serilog output template for text.", HelpName = "TEMPLATE" };
    readonly Option<bool> _utc = new("--utc") { Description = "Show times in UTC, and take times without an offset for UTC." };
    readonly Option<bool> _noColor = new("--no-color") { Description = "No colours. The environment variable NO_COLOR does the same." };
    readonly Option<FileInfo?> _config = new("--config") { Description = "A configuration file: its section Serilog decides the local sinks, its section CloudWatchLiveTail the groups and options.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        _format.CompletionSources.Add(Formats);
        _level.CompletionSources.Add(Enum.GetNames<LogEventLevel>());
        command.Add(_groups);
        foreach (var option in (Option[])[_streams, _prefixes, _filter, _level, _since, _until, _noFollow, _format, _template, _utc, _noColor]) command.Add(option);
        connection.AddTo(command);
        command.Add(_config);
        command.SetAction((parsed, cancellationToken) => new TailCommand(Read(parsed), TerminalFeatures.OfThisProcess, TimeProvider.System).RunAsync(cancellationToken));
    }

    TailRequest Read(ParseResult parsed) => new()
    {
        LogGroups = parsed.GetValue(_groups) ?? [],
        Streams = parsed.GetValue(_streams) ?? [],
        Prefixes = parsed.GetValue(_prefixes) ?? [],
        FilterPattern = parsed.GetValue(_filter),
        Level = parsed.GetValue(_level),
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
        Follow = !parsed.GetValue(_noFollow) && parsed.GetValue(_until) is null,
        Format = parsed.GetValue(_format),
        Template = parsed.GetValue(_template),
        Utc = parsed.GetValue(_utc),
        NoColor = parsed.GetValue(_noColor),
        ConfigurationFile = parsed.GetValue(_config)?.FullName,
        Connect = options => connection.Apply(parsed, options),
    };

    static Option<string[]> Repeatable(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    static Option<Moment?> MomentOption(string name, string description) =>
        new(name) { Description = description, HelpName = "WHEN", CustomParser = ParseMoment };

    static Moment? ParseMoment(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Moment.TryParse(text, out var moment)) result.AddError($"{NameOf(result)} '{text}' is no time: give {Moment.Forms}.");
        return moment;
    }

    static LogEventLevel? ParseLevel(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var names = Enum.GetNames<LogEventLevel>();
        if (names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known) return Enum.Parse<LogEventLevel>(known);
        result.AddError($"{NameOf(result)} '{text}' is no level: give one of {string.Join(", ", names)}.");
        return null;
    }

    static string? ParseFormat(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Formats.Contains(text)) result.AddError($"{NameOf(result)} '{text}' is no format: give one of {string.Join(", ", Formats)}.");
        return text;
    }

    static string? NameOf(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name;
}
