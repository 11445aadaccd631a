using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Cost;

// Reads the events of a log group from a span of time and adds up what they cost.
sealed class CostRun(CloudWatchLiveTailOptions options, CostReport report)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Only failures are of interest: the history is read to its end or not at all.
        options.OnNotice = static _ => { };
        var costs = new ShapeCosts();
        try
        {
            await using var tail = Create();
            await foreach (var message in tail.ReadMessagesAsync(cancellationToken)) costs.Add(in message);
        }
        catch (CloudWatchLogsException failure) when (failure.ErrorClass == CloudWatchLogsErrorClass.NotFound)
        {
            throw await LogGroupNames.WithSuggestionAsync(failure, options.Connection, options.LogGroups, cancellationToken);
        }

        report.Write(costs, options.EndTime!.Value - options.StartTime!.Value);
        return ExitCode.Success;
    }

    CloudWatchLiveTail Create()
    {
        try
        {
            return new CloudWatchLiveTail(options);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(OptionNames.In(Failure.TextOf(exception)), exception);
        }
    }
}
