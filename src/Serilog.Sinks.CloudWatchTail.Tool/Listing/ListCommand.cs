using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Completion;

namespace Serilog.Sinks.CloudWatchTail.Tool.Listing;

// cwtail ls [PREFIX] and cwtail ls GROUP.
static class ListCommand
{
    const int DefaultLines = 100;
    const int LinesLimit = 100_000;

    public const string Examples = """
        cwtail ls                   all log groups: size, retention, class, last event
        cwtail ls /shop/            those with this prefix
        cwtail ls /shop/orders      the streams of this group, newest first
        """;

    public static Command Create(ConnectionArguments connection)
    {
        var name = new Argument<string?>("NAME") { Description = "A log group whose streams to list, or a prefix of log group names.", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(context => NameCompletion.Groups(context, connection));
        var lines = NewOption.Count("--lines", "-n", LinesLimit, $"List at most N. Default: {DefaultLines}.");
        var command = new Command("ls", "List log groups, or the streams of one.") { name, lines };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new CloudWatchConnectionOptions();
            connection.Apply(parsed, options);
            using var groups = LogGroupNames.Open(options);
            return await new ListRun(groups, Console.Out, isTerminal: !Console.IsOutputRedirected)
                .RunAsync(parsed.GetValue(name) ?? "", parsed.GetValue(lines) ?? DefaultLines, cancellationToken);
        });
        return command;
    }
}
