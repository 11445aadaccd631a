using System.CommandLine;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Completion;

namespace Serilog.Sinks.CloudWatchTail.Tool.View;

// The arguments of cwtail view.
sealed class ViewArguments(ConnectionArguments connection)
{
    readonly Argument<string[]> _groups = new("GROUP")
    {
        Description = "Log groups: names, ARNs, or prefixes that end in *. Without one, choose in the page.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<string[]> _streams = NewOption.Streams();
    readonly Option<string[]> _prefixes = NewOption.StreamPrefixes();
    readonly Option<string?> _filter = NewOption.FilterPattern();
    readonly Option<Moment?> _since = NewOption.Moment("--since", $"Start with the history from this time on: {Moment.Forms}. Default: 10m.");
    readonly Option<LogEventLevel?> _level = NewOption.Level("--level", "Keep only events at or above this level: Warning, warn, wrn or w.");
    readonly Option<int> _port = NewOption.Port("--port", 0, "The port of the page. Default: a free one.");

    public void AddTo(Command command)
    {
        _groups.CompletionSources.Add(context => NameCompletion.Groups(context, connection));
        _streams.CompletionSources.Add(context => NameCompletion.Streams(context, connection, _groups));
        command.Add(_groups);
        foreach (var option in (Option[])[_streams, _prefixes, _filter, _since, _level, _port]) command.Add(option);
        connection.AddTo(command);
        command.Validators.Add(result =>
        {
            // Otherwise groups that are chosen in the page later would be refused.
            if (result.GetResult(_groups) is { Tokens.Count: 1 }) return;
            foreach (var option in (Option[])[_streams, _prefixes])
                if (result.GetResult(option) is not null) result.AddError($"{option.Name} needs exactly one log group.");
        });
    }

    public int PortIn(ParseResult parsed) => parsed.GetValue(_port);

    public ViewRequest Read(ParseResult parsed)
    {
        var request = new ViewRequest
        {
            LogGroups = parsed.GetValue(_groups) ?? [],
            Streams = parsed.GetValue(_streams) ?? [],
            Prefixes = parsed.GetValue(_prefixes) ?? [],
            FilterPattern = parsed.GetValue(_filter),
            Level = parsed.GetValue(_level) ?? LogEventLevel.Verbose,
            Connect = options => connection.Apply(parsed, options),
        };
        return parsed.GetValue(_since) is { } since ? request with { Since = since } : request;
    }
}
