using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// The ordinary help, or one with its options in sections, followed by sections of plain text.
sealed class HelpWithSections(HelpAction help, IReadOnlyDictionary<Command, HelpSections> sections) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        // The help would also list the parent command's arguments, which do not apply to this one.
        foreach (var argument in command.Parents.OfType<Command>().SelectMany(parent => parent.Arguments)) argument.Hidden = true;

        var output = parseResult.InvocationConfiguration.Output;
        var ofCommand = sections.GetValueOrDefault(command);
        if (ofCommand?.Options is { } options) OptionHelp.Write(output, command, options);
        else help.Invoke(parseResult);
        foreach (var (title, text) in ofCommand?.Texts ?? [])
        {
            output.WriteLine(title);
            foreach (var line in text.Split('\n')) output.WriteLine($"  {line.TrimEnd('\r')}");
            output.WriteLine();
        }

        return 0;
    }
}
