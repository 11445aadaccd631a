using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// What is wrong with a command line, including what the parser takes for a name: a misspelt option must not become a log group.
static class ParseErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is ParseErrorAction) return [.. parsed.Errors.Select(error => OnOneLine(error.Message))];
        // Help and the like are answered whatever else the line says.
        var command = parsed.CommandResult.Command;
        if (!ReferenceEquals(parsed.Action, command.Action)) return [];
        return [.. Misspelt(parsed), .. OfTheCommandAbove(parsed.CommandResult)];
    }

    // The parser's own words put the values that it accepts on lines of their own.
    static string OnOneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<string> Misspelt(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)) return [];
        return Lineage(parsed.CommandResult).SelectMany(ArgumentsOf)
            .Where(text => text is ['-', _, ..])
            .Select(text => $"'{text}' is no option of cwtail; a name that begins so stands behind --.{Suggestion.For(text.Split('=')[0], OptionsOf(parsed.CommandResult))}");
    }

    static IEnumerable<string> OfTheCommandAbove(CommandResult result) =>
        Lineage(result.Parent as CommandResult)
            .SelectMany(above => ArgumentsOf(above).Concat(above.Children.OfType<OptionResult>().Where(o => !o.Implicit).Select(o => o.Option.Name)))
            .Select(text => $"'{text}' has no meaning before the command {result.Command.Name}.");

    static IEnumerable<CommandResult> Lineage(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult) yield return result;
    }

    static IEnumerable<string> OptionsOf(CommandResult result) => result.Command.Options.Where(option => !option.Hidden).Select(option => option.Name);

    static IEnumerable<string> ArgumentsOf(CommandResult result) =>
        result.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
}
