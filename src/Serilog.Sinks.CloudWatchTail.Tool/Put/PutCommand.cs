using System.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// cwtail put GROUP [STREAM] sends the lines of the standard input to CloudWatch Logs.
static class PutCommand
{
    public const string Examples = """
        dmesg | cwtail put /hosts/kernel web-1
        cwtail put /shop/orders '{MachineName}' < events.clef
        cwtail put /shop/orders '{TenantId|shared}' < events.json    the stream named by a property of each line
        """;

    public static Command Create(ConnectionArguments connection)
    {
        var group = new Argument<string>("GROUP") { Description = "The log group, created if it does not exist." };
        var stream = new Argument<string?>("STREAM")
        {
            Description = $"The log stream, or a template for it. Default: {CloudWatchSinkOptions.DefaultLogStream}.",
            Arity = ArgumentArity.ZeroOrOne,
        };

        var command = new Command("put", "Send the lines of the standard input unchanged: text, JSON or CLEF, with the time that a line contains.") { group, stream };
        connection.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            if (StandardStreams.InputIsClosed) throw new UsageException("The standard input is closed: there are no lines to read.");
            var run = new PutRun(parsed.GetRequiredValue(group), parsed.GetValue(stream), c => connection.Apply(parsed, c), TerminalFeatures.OfThisProcess, TimeProvider.System);
            return run.RunAsync(Console.OpenStandardInput(), cancellationToken);
        });
        return command;
    }
}
