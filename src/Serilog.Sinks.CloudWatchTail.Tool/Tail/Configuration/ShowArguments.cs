using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// The options that say how and where events are shown.
sealed class ShowArguments
{
    readonly Option<string?> _format = NewOption.Choice("--format", "format", "How events are written. Default: text. json, clef and raw write one event a line, and nothing else, to the standard output; none leaves them to --to.", "text", "json", "clef", "raw", "none");
    readonly Option<string?> _template = new("--template") { Description = "A Serilog output template for text.", HelpName = "TEMPLATE" };
    readonly Option<string?> _select = new("--select") { Description = "Show these columns: properties, or expressions of Serilog.Expressions such as @t, @l and @m. Tabs stand between them, or they are the members of --format json.", HelpName = "A,B" };
    readonly Option<string?> _highlight = new("--highlight") { Description = "Highlight what this regular expression finds, on a terminal.", HelpName = "REGEX" };
    readonly Option<string?> _time = NewOption.Choice("--time", "time", "Which time is shown. Default: local. relative counts from the first event.", "local", "utc", "relative");
    readonly Option<bool> _utc = new("--utc") { Description = "Show times in UTC, and take times without an offset for UTC." };
    readonly Option<string?> _theme = NewOption.Choice("--theme", "theme", "Colours for a dark or a light background, or none. Default: colours that both leave readable.", Themes.Names);
    readonly Option<bool> _noColor = new("--no-color") { Description = "No colours. The environment variable NO_COLOR does the same." };
    readonly Option<string[]> _to = NewOption.Repeatable("--to", "WHERE", "Send events to a receiver as well: seq=URL, otlp=URL or file=PATH; may be repeated. With --format none instead of showing them.");
    readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No notices, no status line, no summary: events and errors alone." };

    public IReadOnlyList<Option> Options => [_format, _template, _select, _highlight, _time, _utc, _theme, _noColor, _to, _quiet];

    public ShowRequest Read(ParseResult parsed) => new()
    {
        Format = parsed.GetValue(_format),
        Template = parsed.GetValue(_template),
        Select = parsed.GetValue(_select),
        Highlight = parsed.GetValue(_highlight),
        Time = parsed.GetValue(_utc) ? "utc" : parsed.GetValue(_time) ?? "local",
        Theme = parsed.GetValue(_theme),
        NoColor = parsed.GetValue(_noColor),
        To = parsed.GetValue(_to) ?? [],
        Quiet = parsed.GetValue(_quiet),
    };
}
