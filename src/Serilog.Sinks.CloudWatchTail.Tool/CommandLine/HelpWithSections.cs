using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

/// <summary>The ordinary help, followed by sections of plain text for the commands that have some.</summary>
sealed class HelpWithSections(HelpAction help, IReadOnlyDictionary<Command, (string Title, string Text)[]> sections) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        // The arguments of the command above are none of this one, whatever the help would say.
        foreach (var argument in command.Parents.OfType<Command>().SelectMany(parent => parent.Arguments)) argument.Hidden = true;

        var result = help.Invoke(parseResult);
        if (!sections.TryGetValue(command, out var ofCommand)) return result;

        var output = parseResult.InvocationConfiguration.Output;
        foreach (var (title, text) in ofCommand)
        {
            output.WriteLine(title);
            foreach (var line in text.Split('\n')) output.WriteLine($"  {line.TrimEnd('\r')}");
            output.WriteLine();
        }

        return result;
    }
}
