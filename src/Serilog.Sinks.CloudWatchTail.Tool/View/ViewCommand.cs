using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.View;

// cwtail view [GROUP…] shows log groups in the browser until Ctrl+C.
static class ViewCommand
{
    public const string Examples = """
        cwtail view /shop/orders                         open the link that it prints
        cwtail view '/shop/*' --since 1h --level Debug   all groups with this prefix, after an hour of history
        cwtail view                                      choose log groups in the page
        """;

    public static Command Create(ConnectionArguments connection)
    {
        var arguments = new ViewArguments(connection);
        var command = new Command("view", "Show log groups in the browser, live: search, histogram, traces, properties.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(arguments.Read(parsed), new ViewSettings { Port = arguments.PortIn(parsed), Complain = Complain }, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(ViewRequest request, ViewSettings settings, CancellationToken cancellationToken)
    {
        await using var viewer = await Viewer.StartAsync(request, settings, cancellationToken);
        Console.Error.WriteLine("cwtail: open this link in a browser on this machine; Ctrl+C ends the viewer");
        Console.WriteLine(viewer.Link);
        await Interrupt.WaitAsync(cancellationToken);
        return ExitCode.Success;
    }

    // Says in the terminal, too, why a tail has ended.
    public static void Complain(string failure) => Console.Error.WriteLine($"cwtail: {ControlCharacters.Escape(failure)}");
}
