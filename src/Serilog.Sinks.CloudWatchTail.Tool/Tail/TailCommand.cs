using System.Runtime.ExceptionServices;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Receivers;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

// cwtail GROUP…: wires the parts and runs them.
sealed class TailCommand(TailRequest request, TerminalFeatures features, TimeProvider timeProvider)
{
    // How long after Ctrl+C a stopped terminal may still take output; the rest is dropped.
    static readonly TimeSpan ScreenLimit = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan OrderWindow = TimeSpan.FromSeconds(0.5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = new TailConfiguration(request);
        var options = configuration.Options(timeProvider.GetUtcNow());
        var output = StandardOutput.Open();
        if (output.IsMissing && !configuration.HasSinks && request.Show.Format != "none") throw new UsageException("The standard output is closed, so there is nowhere to write.");

        // Before anything in this process takes the lock of Console.Out.
        if (features.HasStatusLine) StatusTicker.WindowWidth();
        await using var screen = new Screen(output, StandardOutput.OpenError(), features.HasStatusLine && !request.Show.Quiet);
        await using var giveUp = cancellationToken.Register(() => _ = screen.GiveUpAfterAsync(ScreenLimit, timeProvider));
        try
        {
            return await RunAsync(configuration, options, output, screen, cancellationToken);
        }
        catch (CloudWatchLogsException failure) when (failure.ErrorClass == CloudWatchLogsErrorClass.NotFound)
        {
            throw await LogGroupNames.WithSuggestionAsync(failure, options.Connection, options.LogGroups, cancellationToken);
        }
    }

    async Task<int> RunAsync(TailConfiguration configuration, CloudWatchLiveTailOptions options, StandardOutput output, Screen screen, CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        var board = new NoticeBoard(request.Show.Quiet ? static _ => { } : screen.Notice, options.LogGroups.Count, options.Follow, timeProvider);
        options.OnNotice = board.Show;

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, output.Closed, board.GivenUp);
        var highlighter = new Highlighter(features.CanHighlight) { Pattern = request.Show.Highlight is { } text ? NewOption.Compile("--highlight", text) : null };
        var level = new LoggingLevelSwitch(options.MinimumLevel);
        using var keys = TailKeys.Open(options.Follow && screen.HasStatusLine, screen, level, highlighter, () => _ = stop.CancelAsync());
        var filters = FilterFactory.Create(request.Find, level, levelCanChange: keys.AreOpen, screen.Notice);
        var receivers = request.Show.To.Select(to => ReceiverFactory.Create(to, screen.Notice)).ToArray();
        SelfLog.Enable(line => ReceiverFailures.Hear(line, receivers, screen.Notice));
        var newest = await NewestEvents.FindAsync(request, options, filters, stop.Token);
        await using var tail = configuration.Create(options);
        using var counters = new TailCounters();
        var progress = new TailProgress(timeProvider);
        var ticker = new StatusTicker(screen, output, Status, timeProvider) { HasColor = features.Theme(request.Show.Theme, request.Show.NoColor) != ConsoleTheme.None };
        keys.Start(ticker);
        var ticking = ticker.RunAsync(stop.Token);
        try
        {
            await using var destination = CreateOutput(configuration, options, screen, highlighter, keys.Json, receivers);
            var pipeline = new EventPipeline(filters, new EventContext(request.Find.Before, request.Find.After), destination, progress) { Newest = newest };
            var order = options.Follow && options.LogStreamNames.Count != 1 ? new TimeOrder(OrderWindow, timeProvider) : null;
            await new TailLoop(tail.ReadMessagesAsync(stop.Token), pipeline, screen, order, keys.Pause, timeProvider).RunAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await ticking;
        }

        if (board.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        if (!output.Closed.IsCancellationRequested && !request.Show.Quiet) Summarize(screen, board, progress, counters, options.Follow, timeProvider.GetElapsedTime(began));
        return receivers.Any(receiver => receiver.Lost > 0) ? ExitCode.Lost : ExitCode.Success;

        StatusValues Status() => new()
        {
            Prefix = keys.Describe(),
            State = options.Follow ? tail.State : CloudWatchLiveTailState.Backfilling,
            Groups = board.GroupCount,
            Rate = progress.TakeRate(),
            Lag = progress.Lag,
            Gaps = counters.Gaps,
            Received = progress.ReceivedCount,
            Cost = options.Follow ? SessionCost.ByTheMinute(board.GroupCount) : "",
        };
    }

    SeveralOutputs CreateOutput(
        TailConfiguration configuration, CloudWatchLiveTailOptions options, Screen screen, Highlighter highlighter, JsonSwitch json, Receiver[] receivers)
    {
        if (configuration.HasSinks) return new SeveralOutputs([new ConfiguredOutput(screen, configuration.Sinks(line => ReceiverFailures.Hear(line, receivers, screen.Notice))), .. receivers]);
        var now = timeProvider.GetUtcNow();
        var age = now - (options.StartTime ?? now - options.Since ?? now);
        return new SeveralOutputs([new ScreenOutputs(request, options, features, screen, highlighter, json).Create(age), .. receivers]);
    }

    static void Summarize(Screen screen, NoticeBoard board, TailProgress progress, TailCounters counters, bool follows, TimeSpan elapsed)
    {
        board.ShowRest();
        screen.LastNotice(follows ? TailSummary.OfLive(progress, counters, elapsed, SessionCost.Of(board.GroupCount, elapsed)) : TailSummary.OfHistory(progress, elapsed));
        foreach (var line in progress.Tally.Lines()) screen.Notice(line);
    }
}
