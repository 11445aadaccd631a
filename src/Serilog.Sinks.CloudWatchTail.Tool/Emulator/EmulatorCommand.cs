using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Sockets;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Emulator;

// cwtail emulator runs CloudWatch Logs on loopback until Ctrl+C.
static class EmulatorCommand
{
    const int DefaultPort = 4588;

    public const string Examples = """
        cwtail emulator                                 until Ctrl+C; set the variables it prints for your program
        cwtail emulator --region eu-west-1 --verbose    for a program that sets its region; shows each request
        """;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port to listen on; 0 picks a free one.", HelpName = "PORT", DefaultValueFactory = _ => DefaultPort, CustomParser = ParsePort };
        var region = new Option<string>("--region") { Description = "The region to emulate.", HelpName = "REGION", DefaultValueFactory = _ => "us-east-1" };
        var verbose = new Option<bool>("--verbose") { Description = "Show one line for each request." };

        var command = new Command("emulator", "Emulate CloudWatch Logs on this machine, for development and tests; nothing leaves it and nothing is kept.") { port, region, verbose };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(port), parsed.GetValue(region)!, parsed.GetValue(verbose), cancellationToken));
        return command;
    }

    static int ParsePort(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535) return port;
        result.AddError($"--port '{text}' is not a valid port: give a number from 0 to 65535.");
        return DefaultPort;
    }

    static async Task<int> RunAsync(int port, string region, bool verbose, CancellationToken cancellationToken)
    {
        await using var emulator = await StartAsync(port, region, verbose, cancellationToken);
        Console.Error.WriteLine($"cwtail: CloudWatch Logs is emulated at {emulator.ServiceUrl}; Ctrl+C ends it. Set:");
        foreach (var (name, value) in emulator.EnvironmentVariables.Where(v => v.Value is not null))
            Console.WriteLine(OperatingSystem.IsWindows() ? $"$env:{name} = \"{value}\"" : $"export {name}={value}");

        var ended = new TaskCompletionSource();
        await using (cancellationToken.Register(ended.SetResult)) await ended.Task;
        return ExitCode.Success;
    }

    static async Task<CloudWatchLogsEmulator> StartAsync(int port, string region, bool verbose, CancellationToken cancellationToken)
    {
        try
        {
            return await CloudWatchLogsEmulator.StartAsync(
                options =>
                {
                    options.Port = port;
                    options.Region = region;
                    if (verbose) options.Log = line => Console.Error.WriteLine(ControlCharacters.Escape(line));
                },
                cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is not null)
        {
            throw new UsageException($"port {port} cannot be used: {exception.GetBaseException().Message}", exception);
        }
        catch (SocketException exception)
        {
            throw new UsageException($"port {port} cannot be used: {exception.Message}", exception);
        }
    }
}
