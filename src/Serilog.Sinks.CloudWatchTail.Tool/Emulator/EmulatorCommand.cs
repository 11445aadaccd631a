using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.CloudWatchTail.Tool.View;
using Serilog.Sinks.CloudWatchTail.Tool.View.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tool.Emulator;

// cwtail emulator runs CloudWatch Logs on loopback until Ctrl+C.
static class EmulatorCommand
{
    const int DefaultPort = 4588;

    public const string Examples = """
        cwtail emulator                                 until Ctrl+C; set the variables it prints for your program
        cwtail emulator --view                          and a page with its log groups; open the link that it prints
        cwtail emulator --region eu-west-1 --verbose    for a program that sets its region; shows each request
        """;

    public static Command Create()
    {
        var port = NewOption.Port("--port", DefaultPort, "The port to listen on; 0 picks a free one.");
        var region = new Option<string>("--region") { Description = "The region to emulate.", HelpName = "REGION", DefaultValueFactory = _ => "us-east-1" };
        var view = new Option<bool>("--view") { Description = "Show its log groups, sessions and requests in the browser, with buttons that throttle or fail requests." };
        var viewPort = NewOption.Port("--view-port", 0, "The port of the page of --view. Default: a free one.");
        var verbose = new Option<bool>("--verbose") { Description = "Show one line for each request." };

        var command = new Command("emulator", "Emulate CloudWatch Logs on this machine, for development and tests; nothing leaves it and nothing is kept.") { port, region, view, viewPort, verbose };
        command.Validators.Add(result =>
        {
            if (result.GetResult(viewPort) is { Implicit: false } && result.GetResult(view) is null) result.AddError("--view-port needs --view.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = parsed.GetValue(view) ? new ViewSettings { Port = parsed.GetValue(viewPort), PortOption = "--view-port", Complain = ViewCommand.Complain } : null;
            return RunAsync(parsed.GetValue(port), parsed.GetValue(region)!, parsed.GetValue(verbose), settings, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(int port, string region, bool verbose, ViewSettings? view, CancellationToken cancellationToken)
    {
        await using var emulator = await StartAsync(port, region, verbose, view is not null, cancellationToken);
        await using var viewer = view is null ? null : await Viewer.StartAsync(emulator, view, cancellationToken);
        // A shell may evaluate the standard output, so the link is not there.
        if (viewer is not null) Console.Error.WriteLine($"cwtail: see the log groups of the emulator in a browser: {viewer.Link}");
        Console.Error.WriteLine($"cwtail: CloudWatch Logs is emulated at {emulator.ServiceUrl}; Ctrl+C ends it. Set:");
        foreach (var (name, value) in emulator.EnvironmentVariables.Where(v => v.Value is not null))
            Console.WriteLine(OperatingSystem.IsWindows() ? $"$env:{name} = \"{value}\"" : $"export {name}={value}");

        await Interrupt.WaitAsync(cancellationToken);
        return ExitCode.Success;
    }

    static async Task<CloudWatchLogsEmulator> StartAsync(int port, string region, bool verbose, bool view, CancellationToken cancellationToken)
    {
        try
        {
            return await CloudWatchLogsEmulator.StartAsync(
                options =>
                {
                    options.Port = port;
                    options.Region = region;
                    // The viewer's own sessions take none of those that the service allows a program.
                    if (view) options.LiveTailSessionLimit += EmulatedGroupsFollower.SessionLimit;
                    if (verbose) options.Log = line => Console.Error.WriteLine(ControlCharacters.Escape(line));
                },
                cancellationToken);
        }
        catch (Exception exception) when (ListenFailure.Of(exception) is { } reason)
        {
            throw new UsageException($"port {port} cannot be used: {reason}", exception);
        }
    }
}
