using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// The options that select events.
sealed class FindArguments
{
    const int ContextLimit = 1_000;

    readonly Option<string?> _where = new("--where") { Description = "Show only events for which this Serilog.Expressions expression is true: Elapsed > 1000 and RequestPath like '/orders%'.", HelpName = "EXPR" };
    readonly Option<string?> _trace = new("--trace") { Description = "Show only events of this trace, by its W3C or X-Ray id.", HelpName = "ID" };
    readonly Option<string[]> _grep = NewOption.Repeatable("--grep", "REGEX", "Show only events whose rendered message, exception or stored message matches this regular expression; if repeated, all must match.");
    readonly Option<string[]> _exclude = NewOption.Repeatable("--exclude", "REGEX", "Hide events that match this regular expression; may be repeated.");
    readonly Option<int?> _after = NewOption.Count("--after", "-A", ContextLimit, "Also show N events of the same stream after each match.");
    readonly Option<int?> _before = NewOption.Count("--before", "-B", ContextLimit, "Also show N events of the same stream before each match.");
    readonly Option<int?> _context = NewOption.Count("--context", "-C", ContextLimit, "The same as -A N -B N.");

    public IReadOnlyList<Option> Options => [_where, _trace, _grep, _exclude, _after, _before, _context];

    public FindRequest Read(ParseResult parsed) => new()
    {
        Where = parsed.GetValue(_where),
        TraceId = parsed.GetValue(_trace),
        Grep = parsed.GetValue(_grep) ?? [],
        Exclude = parsed.GetValue(_exclude) ?? [],
        After = parsed.GetValue(_after) ?? parsed.GetValue(_context) ?? 0,
        Before = parsed.GetValue(_before) ?? parsed.GetValue(_context) ?? 0,
    };
}
