using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Creates options that validate their values during parsing, so that an error names the option.
static class NewOption
{
    // How long a regular expression may take for one event.
    static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(250);

    public static Option<string[]> Repeatable(string name, string helpName, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    // The choice among the events of a live tail, in the terminal and in the browser.
    public static Option<string[]> Streams() => Repeatable("--stream", "NAME", "Show only this log stream; may be repeated. Needs exactly one group.");

    public static Option<string[]> StreamPrefixes() =>
        Repeatable("--prefix", "PREFIX", "Show only log streams with this prefix; may be repeated. Needs exactly one group.");

    public static Option<string?> FilterPattern() =>
        new("--filter") { Description = "Show only events that match this CloudWatch filter pattern.", HelpName = "PATTERN" };

    public static Option<Moment?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "WHEN",
        CustomParser = result => CommandLine.Moment.TryParse(TextOf(result), out var moment) ? moment : Refuse(result, "time", CommandLine.Moment.Forms, moment),
    };

    public static Option<LogEventLevel?> Level(string name, string description)
    {
        var names = Enum.GetNames<LogEventLevel>();
        var option = new Option<LogEventLevel?>(name)
        {
            Description = description,
            HelpName = "LEVEL",
            CustomParser = result => LevelName.Parse(TextOf(result)) ?? Refuse<LogEventLevel?>(result, "level", $"one of {string.Join(", ", names)}", null),
        };
        option.CompletionSources.Add(names);
        return option;
    }

    // Accepts one of several words, in any case.
    public static Option<string?> Choice(string name, string what, string description, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => words.FirstOrDefault(word => word.Equals(TextOf(result), StringComparison.OrdinalIgnoreCase))
                ?? Refuse<string?>(result, what, $"one of {string.Join(", ", words)}", null),
        };
        option.CompletionSources.Add(words);
        return option;
    }

    // Accepts a number of events, zero included.
    public static Option<int?> Count(string name, string alias, int most, string description) => new(name, alias)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => int.TryParse(TextOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= most
            ? count
            : Refuse<int?>(result, "number of events", string.Create(CultureInfo.InvariantCulture, $"one from 0 to {most:N0}"), null),
    };

    // Accepts a port; 0 picks a free one.
    public static Option<int> Port(string name, int port, string description) => new(name)
    {
        Description = description,
        HelpName = "PORT",
        DefaultValueFactory = _ => port,
        CustomParser = result => int.TryParse(TextOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given <= 65_535
            ? given
            : Refuse(result, "port", "a number from 0 to 65535", port),
    };

    // Compiles a pattern from an option or the keyboard.
    public static bool TryCompile(string text, out Regex? pattern, out string? error)
    {
        (pattern, error) = (null, null);
        try
        {
            pattern = new Regex(text, RegexOptions.CultureInvariant, MatchLimit);
            return true;
        }
        catch (ArgumentException exception)
        {
            error = exception.Message;
            return false;
        }
    }

    // Throws UsageException if the text is not a regular expression.
    public static Regex Compile(string option, string text) =>
        TryCompile(text, out var pattern, out var error) ? pattern! : throw new UsageException($"{option} '{text}' is not a valid regular expression: {error}");

    static string TextOf(ArgumentResult result) => result.Tokens[0].Value;

    static T Refuse<T>(ArgumentResult result, string what, string forms, T nothing)
    {
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} '{TextOf(result)}' is not a valid {what}: give {forms}.");
        return nothing;
    }
}
