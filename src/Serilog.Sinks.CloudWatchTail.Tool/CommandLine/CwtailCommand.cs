using System.CommandLine;
using System.CommandLine.Help;
using Serilog.Sinks.CloudWatchTail.Tool.Completion;
using Serilog.Sinks.CloudWatchTail.Tool.Cost;
using Serilog.Sinks.CloudWatchTail.Tool.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.Listing;
using Serilog.Sinks.CloudWatchTail.Tool.Put;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// The whole command line: cwtail GROUP… and its subcommands.
sealed class CwtailCommand : RootCommand
{
    public const string Examples = """
        cwtail /shop/orders                              live, in colours, until Ctrl+C
        cwtail /shop/orders /shop/stock --level Warning  two groups, warnings and worse only
        cwtail '/shop/*' --since 10m                     all groups with this prefix, after ten minutes of history
        cwtail /shop/orders --filter '{ $.CustomerId = 17 }'
        cwtail /shop/orders -n 100                       the newest hundred events, then live
        cwtail /shop/orders --since 1h --no-follow --format json | jq .message
        cwtail /shop/orders --since 1d --where 'Elapsed > 1000' -C 3
        cwtail --config appsettings.json                 to the Serilog sinks of a configuration file
        cwtail /shop/orders --since 1d --no-follow --format none --to seq=http://localhost:5341
        cwtail ls /shop/                                 log groups, and the streams of one
        cwtail cost /shop/orders --since 1d              which templates cost most
        dmesg | cwtail put /hosts/kernel web-1           lines into CloudWatch Logs
        cwtail view /shop/orders                         in the browser: search, histogram, traces
        cwtail emulator                                  CloudWatch Logs on this machine, no account needed
        """;

    public CwtailCommand()
        : base("Live tail of Amazon CloudWatch Logs, formatted by Serilog.")
    {
        var connection = new ConnectionArguments();
        var tail = new TailArguments(connection);
        tail.AddTo(this);
        var put = PutCommand.Create(connection);
        Add(put);
        var emulator = EmulatorCommand.Create();
        Add(emulator);
        var list = ListCommand.Create(connection);
        Add(list);
        var cost = CostCommand.Create(connection);
        Add(cost);
        var view = ViewCommand.Create(connection);
        Add(view);
        var completion = CompletionCommand.Create();
        Add(completion);

        var help = Options.OfType<HelpOption>().Single();
        // Names of log groups start with a slash, and /h and /? are two of them.
        foreach (var alias in help.Aliases.Where(alias => alias.StartsWith('/')).ToArray()) help.Aliases.Remove(alias);
        help.Action = new HelpWithSections((HelpAction)help.Action!, new Dictionary<Command, HelpSections>
        {
            [this] = new([("Examples:", Examples), ("Exit codes:", ExitCode.Help)], tail.Sections),
            [put] = new([("Examples:", PutCommand.Examples), ("Exit codes:", ExitCode.Help)]),
            [emulator] = new([("Examples:", EmulatorCommand.Examples)]),
            [list] = new([("Examples:", ListCommand.Examples), ("Exit codes:", ExitCode.Help)]),
            [cost] = new([("Examples:", CostCommand.Examples), ("Exit codes:", ExitCode.Help)]),
            [view] = new([("Examples:", ViewCommand.Examples), ("Exit codes:", ExitCode.Help)]),
            [completion] = new([("Examples:", CompletionCommand.Examples)]),
        });
    }
}
