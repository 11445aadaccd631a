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
        var result = help.Invoke(parseResult);
        if (!sections.TryGetValue(parseResult.CommandResult.Command, out var ofCommand)) return result;

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
