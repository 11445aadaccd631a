using System.Runtime.ExceptionServices;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary><c>cwtail GROUP…</c>: puts the parts together and runs them.</summary>
sealed class TailCommand(TailRequest request, TerminalFeatures features, TimeProvider timeProvider)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        var now = timeProvider.GetUtcNow();
        var configuration = new TailConfiguration(request);
        var options = configuration.Options(now);

        using var output = StandardOutput.Open();
        if (output.IsMissing && !configuration.HasSinks) throw new UsageException("The standard output is closed: there is nowhere to write to.");
        var screen = new Screen(output, Console.Error, features.HasStatusLine, timeProvider);
        var board = new NoticeBoard(screen, options.LogGroups.Count, options.Follow);
        SelfLog.Enable(screen.Notice);

        using var client = Connect(options.Connection);
        using var counters = new TailCounters();
        var notices = new TailNotices(board.Show);
        var services = new TailServices(client, timeProvider, SystemRandom.NextDouble, notices);
        var source = new TailSource(options, services);
        var progress = new TailProgress(timeProvider);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, output.Closed, board.GivenUp);
        var ticker = new StatusTicker(screen, output, source, progress, () => board.GroupCount, timeProvider) { HasColor = Theme != ConsoleTheme.None };
        var ticking = ticker.RunAsync(stop.Token);
        try
        {
            await using var destination = CreateOutput(configuration, options, screen, now);
            var reader = new TailedEventReader(options.MinimumLevel, options.Enrichers, new BoundPropertyFactory(Logger.None), services.Clock);
            var loop = new TailLoop(source, reader, destination, screen, progress) { HasMinimumLevel = options.MinimumLevel > LogEventLevel.Verbose };
            await loop.RunAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await ticking;
            await notices.CompleteAsync();
        }

        if (board.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        if (output.Closed.IsCancellationRequested) return ExitCode.Success;
        var elapsed = timeProvider.GetElapsedTime(began);
        screen.LastNotice(options.Follow ? TailSummary.OfLive(progress, counters, elapsed) : TailSummary.OfHistory(progress, elapsed));
        return ExitCode.Success;
    }

    CloudWatchLogsClient Connect(CloudWatchConnectionOptions connection)
    {
        try
        {
            return CloudWatchLogsClient.Create(connection);
        }
        catch (ArgumentException exception) when (request.ConfigurationFile is null)
        {
            throw new UsageException(OptionNames.In(Failure.TextOf(exception)), exception);
        }
    }

    ConsoleTheme Theme => features.Theme(request.NoColor);

    ITailOutput CreateOutput(TailConfiguration configuration, CloudWatchLiveTailOptions options, Screen screen, DateTimeOffset now)
    {
        if (configuration.HasSinks) return new ConfiguredOutput(screen, configuration.Sinks(screen.Notice));
        switch (request.Format)
        {
            case "json": return new JsonOutput(screen, new CloudWatchJsonFormatter());
            case "clef": return new JsonOutput(screen, new ClefFormatter());
            case "raw": return new RawOutput(screen, escaped: features.OutputIsTerminal);
        }

        var severalGroups = options.LogGroups.Count > 1 || options.LogGroups[0].EndsWith('*');
        var age = now - (StartOf(options, now) ?? now);
        return new TextOutput(screen, request.Template is { } template ? Complete(template) : OutputTemplates.For(severalGroups, age), Theme, request.Utc);
    }

    // Whoever gives a template on a command line wants one event a line without having to say so.
    static string Complete(string template) => template.Contains("{NewLine", StringComparison.Ordinal) ? template : template + "{NewLine}";

    static DateTimeOffset? StartOf(CloudWatchLiveTailOptions options, DateTimeOffset now) => options.StartTime ?? now - options.Since;
}
