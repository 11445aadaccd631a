using System.CommandLine;
using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Completion;

namespace Serilog.Sinks.CloudWatchTail.Tool.Cost;

// cwtail cost GROUP shows which templates cost most of what a log group takes in.
static class CostCommand
{
    const int DefaultLines = 20;
    const int LinesLimit = 10_000;

    public const string Examples = """
        cwtail cost /shop/orders                                 the last hour: templates by bytes, and their share
        cwtail cost /shop/orders --since 1d --price-per-gb 0.50  and what each costs a month, at the price of your region
        """;

    static readonly TimeSpan DefaultHistory = TimeSpan.FromHours(1);

    public static Command Create(ConnectionArguments connection)
    {
        var group = new Argument<string>("GROUP") { Description = "The log group." };
        group.CompletionSources.Add(context => NameCompletion.Groups(context, connection));
        var since = NewOption.Moment("--since", "Begin here. Default: 1h.");
        var until = NewOption.Moment("--until", "End here. Default: now.");
        var price = new Option<decimal?>("--price-per-gb")
        {
            Description = "The price of a GB (10^9 bytes) taken in, in the region and class of the group: adds the price of 30 days like these.",
            HelpName = "PRICE",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000) return value;
                result.AddError($"--price-per-gb '{text}' is not a valid price: give a number such as 0.50.");
                return null;
            },
        };
        var lines = NewOption.Count("--lines", "-n", LinesLimit, $"List at most N templates. Default: {DefaultLines}.");
        var command = new Command("cost", "Show which message templates cost most of what a log group takes in.") { group, since, until, price, lines };
        connection.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var end = parsed.GetValue(until)?.Resolve(now, utc: false) ?? now;
            var start = parsed.GetValue(since)?.Resolve(now, utc: false) ?? end - DefaultHistory;
            if (start >= end) throw new UsageException($"--until ({end:u}) is not after --since ({start:u}).");
            var options = new CloudWatchLiveTailOptions { Follow = false, StartTime = start, EndTime = end, BlockWhenFull = true };
            options.LogGroups.Add(parsed.GetRequiredValue(group));
            connection.Apply(parsed, options.Connection);
            var report = new CostReport(Console.Out, Console.Error, isTerminal: !Console.IsOutputRedirected, parsed.GetValue(price), parsed.GetValue(lines) ?? DefaultLines);
            return new CostRun(options, report).RunAsync(cancellationToken);
        });
        return command;
    }
}
