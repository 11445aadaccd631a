using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// The options that decide how and where events are shown.
sealed class ShowArguments
{
    readonly Option<string?> _format = NewOption.Choice("--format", "format", "How events are written. Default: text. json, clef and raw write one event per line, and nothing else, to the standard output; none only sends them to --to.", "text", "json", "clef", "raw", "none");
    readonly Option<string?> _template = new("--template") { Description = "A Serilog output template for text.", HelpName = "TEMPLATE" };
    readonly Option<string?> _select = new("--select") { Description = "Show these columns: properties, or Serilog.Expressions expressions such as @t, @l and @m. They are separated by tabs, or the members of --format json.", HelpName = "A,B" };
    readonly Option<string?> _highlight = new("--highlight") { Description = "Highlight matches of this regular expression on a terminal.", HelpName = "REGEX" };
    readonly Option<string?> _time = NewOption.Choice("--time", "time", "Which time is shown. Default: local. relative counts from the first event.", "local", "utc", "relative");
    readonly Option<bool> _utc = new("--utc") { Description = "Show times in UTC, and read times without an offset as UTC." };
    readonly Option<string?> _theme = NewOption.Choice("--theme", "theme", "Colours for a dark or a light background, or none. Default: colours readable on both.", Themes.Names);
    readonly Option<bool> _noColor = new("--no-color") { Description = "Use no colours. The environment variable NO_COLOR does the same." };
    readonly Option<string[]> _to = NewOption.Repeatable("--to", "WHERE", "Also send events to a receiver: seq=URL, otlp=URL or file=PATH; may be repeated. With --format none, only send them.");
    readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show only events and errors: no notices, no status line, no summary." };

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
