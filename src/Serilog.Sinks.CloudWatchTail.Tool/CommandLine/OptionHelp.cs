using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// A command's help with its options in sections: a single list of twenty is hard to read.
static class OptionHelp
{
    const int NameWidth = 26;
    const int DefaultWidth = 100;

    public static void Write(TextWriter output, Command command, IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> sections)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine("  cwtail [<GROUP>...] [options]");
        foreach (var sub in command.Subcommands)
            output.WriteLine($"  {$"cwtail {sub.Name} {string.Join(' ', sub.Arguments.Select(NameOf))}".TrimEnd(),-40}  {sub.Description}");
        output.WriteLine();
        foreach (var argument in command.Arguments) WriteEntry(output, $"<{argument.Name}>", argument.Description);
        output.WriteLine();
        foreach (var (title, options) in sections)
        {
            output.WriteLine($"{title}:");
            foreach (var option in options) WriteEntry(output, NamesOf(option), option.Description);
            output.WriteLine();
        }

        output.WriteLine("Others:");
        foreach (var option in command.Options.Except(sections.SelectMany(section => section.Options)).Where(o => !o.Hidden)) WriteEntry(output, NamesOf(option), option.Description);
        output.WriteLine();
    }

    // An option's names, followed by its value's name.
    public static string NamesOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length));
        return option.Arity.MaximumNumberOfValues == 0 || option.HelpName is null ? names : $"{names} <{option.HelpName}>";
    }

    static string NameOf(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>";

    static void WriteEntry(TextWriter output, string name, string? description)
    {
        var width = Math.Max(40, WindowWidth() - NameWidth - 4);
        var lines = Wrap(description ?? "", width).ToArray();
        if (name.Length > NameWidth)
        {
            output.WriteLine($"  {name}");
            name = "";
        }

        foreach (var line in lines)
        {
            output.WriteLine($"  {name.PadRight(NameWidth)}  {line}".TrimEnd());
            name = "";
        }
    }

    static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    static int WindowWidth()
    {
        try
        {
            return !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Math.Min(Console.WindowWidth, 140) : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
