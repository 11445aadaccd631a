using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Finds the errors of a command line, including a misspelt option that the parser would accept as the name of a log group.
static class ParseErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is ParseErrorAction) return [.. parsed.Errors.Select(error => OnOneLine(error.Message))];
        // Help and similar options work whatever else the line contains.
        var command = parsed.CommandResult.Command;
        if (!ReferenceEquals(parsed.Action, command.Action)) return [];
        return [.. Misspelt(parsed), .. OfTheCommandAbove(parsed.CommandResult)];
    }

    // The parser's messages put each accepted value on its own line.
    static string OnOneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<string> Misspelt(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)) return [];
        return Lineage(parsed.CommandResult).SelectMany(ArgumentsOf)
            .Where(text => text is ['-', _, ..])
            .Select(text => $"'{text}' is not an option of cwtail; put a name that starts with - after --.{Suggestion.For(text.Split('=')[0], OptionsOf(parsed.CommandResult))}");
    }

    static IEnumerable<string> OfTheCommandAbove(CommandResult result) =>
        Lineage(result.Parent as CommandResult)
            .SelectMany(above => ArgumentsOf(above).Concat(above.Children.OfType<OptionResult>().Where(o => !o.Implicit).Select(o => o.Option.Name)))
            .Select(text => $"'{text}' is not allowed before the command {result.Command.Name}.");

    static IEnumerable<CommandResult> Lineage(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult) yield return result;
    }

    static IEnumerable<string> OptionsOf(CommandResult result) => result.Command.Options.Where(option => !option.Hidden).Select(option => option.Name);

    static IEnumerable<string> ArgumentsOf(CommandResult result) =>
        result.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
}
