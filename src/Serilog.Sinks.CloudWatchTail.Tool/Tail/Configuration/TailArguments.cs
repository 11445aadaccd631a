using System.CommandLine;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Completion;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// The arguments of cwtail GROUP….
sealed class TailArguments(ConnectionArguments connection)
{
    const int LinesLimit = 10_000;

    readonly Argument<string[]> _groups = new("GROUP")
    {
        Description = "Log groups: names, ARNs, or prefixes that end in *.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<string[]> _streams = NewOption.Streams();
    readonly Option<string[]> _prefixes = NewOption.StreamPrefixes();
    readonly Option<string?> _filter = NewOption.FilterPattern();
    readonly Option<Moment?> _since = NewOption.Moment("--since", $"Start with the history from this time on: {Moment.Forms}.");
    readonly Option<Moment?> _until = NewOption.Moment("--until", "Read the history up to this time and end; implies --no-follow.");
    readonly Option<int?> _lines = NewOption.Count("--lines", "-n", LinesLimit, "Start with the newest N of the events that the other options select.");
    readonly Option<bool> _follow = new("--follow", "-f") { Description = "Continue with the live tail. The default, unless a configuration file says otherwise." };
    readonly Option<bool> _noFollow = new("--no-follow") { Description = "Read the history and end; ten minutes of it unless --since or -n says otherwise." };
    readonly Option<bool> _noFill = new("--no-fill") { Description = "Show only what Live Tail delivers, without queries for sampled events and gaps." };
    readonly Option<LogEventLevel?> _level = NewOption.Level("--level", "Show only events at or above this level: Warning, warn, wrn or w.");
    readonly Option<FileInfo?> _config = new("--config") { Description = "A configuration file: its section Serilog sets the local sinks, its section CloudWatchLiveTail the groups and options.", HelpName = "FILE" };
    readonly FindArguments _find = new();
    readonly ShowArguments _show = new();

    public IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> Sections =>
    [
        ("What to read", [_streams, _prefixes, _filter, _since, _until, _lines, _follow, _noFollow, _noFill]),
        ("What to find", [_level, .. _find.Options]),
        ("How to show it", _show.Options),
        ("Connection", [.. connection.Options, _config]),
    ];

    public void AddTo(Command command)
    {
        _groups.CompletionSources.Add(context => NameCompletion.Groups(context, connection));
        _streams.CompletionSources.Add(context => NameCompletion.Streams(context, connection, _groups));
        command.Add(_groups);
        foreach (var option in Sections.SelectMany(section => section.Options)) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_follow) is null) return;
            foreach (var other in (Option[])[_noFollow, _until])
                if (result.GetResult(other) is not null) result.AddError($"--follow and {other.Name} cannot be combined.");
        });
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
        Lines = parsed.GetValue(_lines),
        Follow = parsed.GetValue(_noFollow) || parsed.GetValue(_until) is not null ? false : parsed.GetValue(_follow) ? true : null,
        NoFill = parsed.GetValue(_noFill),
        Find = _find.Read(parsed),
        Show = _show.Read(parsed),
        ConfigurationFile = parsed.GetValue(_config)?.FullName,
        Connect = options => connection.Apply(parsed, options),
    };
}
