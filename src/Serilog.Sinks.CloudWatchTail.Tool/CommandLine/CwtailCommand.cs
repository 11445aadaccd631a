using System.CommandLine;
using System.CommandLine.Help;
using Serilog.Sinks.CloudWatchTail.Tool.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.Put;
using Serilog.Sinks.CloudWatchTail.Tool.Tail;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

/// <summary>The whole command line: <c>cwtail GROUP…</c>, <c>cwtail put</c> and <c>cwtail emulator</c>.</summary>
sealed class CwtailCommand : RootCommand
{
    public const string Examples = """
        cwtail /shop/orders                              live, in colours, until Ctrl+C
        cwtail /shop/orders /shop/stock --level Warning  two groups, what matters alone
        cwtail '/shop/*' --since 10m                     every group with that prefix, ten minutes of history first
        cwtail /shop/orders --filter '{ $.CustomerId = 17 }'
        cwtail /shop/orders --since 1h --no-follow --format json | jq .message
        cwtail --config appsettings.json                 into the Serilog sinks of a configuration file
        dmesg | cwtail put /hosts/kernel web-1           lines into CloudWatch Logs
        cwtail emulator                                  CloudWatch Logs on this machine, no account needed
        """;

    public CwtailCommand()
        : base("Live tail of Amazon CloudWatch Logs, as Serilog shows it.")
    {
        var connection = new ConnectionArguments();
        new TailArguments(connection).AddTo(this);
        var put = PutCommand.Create(connection);
        Add(put);
        var emulator = EmulatorCommand.Create();
        Add(emulator);

        var help = Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithSections((HelpAction)help.Action!, new Dictionary<Command, (string, string)[]>
        {
            [this] = [("Examples:", Examples), ("Exit codes:", ExitCode.Help)],
            [put] = [("Examples:", PutCommand.Examples), ("Exit codes:", ExitCode.Help)],
            [emulator] = [("Examples:", EmulatorCommand.Examples)],
        });
    }
}
