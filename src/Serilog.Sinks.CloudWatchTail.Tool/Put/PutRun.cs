using System.Globalization;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// One run of cwtail put: reads and sends lines, shows the progress, and ends with a summary.
sealed class PutRun(string logGroup, string? logStream, Action<CloudWatchConnectionOptions> connect, TerminalFeatures features, TimeProvider timeProvider)
{
    static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(0.5);

    // How long a stopped terminal may delay the end; longer than the sink's shutdown limit.
    static readonly TimeSpan ScreenLimit = TimeSpan.FromSeconds(30);

    // How long a line that waits for room may delay the end.
    static readonly TimeSpan LastLineLimit = TimeSpan.FromSeconds(5);

    readonly LineEvents _events = new(keepsProperties: logStream?.Contains('{') == true, timeProvider);
    readonly LineTally _tally = new();
    readonly object _sending = new();
    CloudWatchSinkOptions? _options;
    bool _ended;

    public async Task<int> RunAsync(Stream input, CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        // While the user types lines on the terminal, there is no place for a status line.
        await using var screen = new Screen(StandardOutput.On(Stream.Null), StandardOutput.OpenError(), features.HasErrorStatusLine && Console.IsInputRedirected);
        await using var giveUp = cancellationToken.Register(() => _ = screen.GiveUpAfterAsync(ScreenLimit, timeProvider));
        SelfLog.Enable(screen.Notice);
        using var counters = new PutCounters();
        var failures = new PutFailures(screen, counters);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, failures.GivenUp);
        Task showing;

        await using (var logger = CreateLogger(failures))
        {
            if (!Console.IsInputRedirected) screen.Notice("reading lines from the terminal; Ctrl+D or Ctrl+C ends");
            showing = ShowProgressAsync(screen, counters, began, stop.Token);
            // A read from a terminal or a pipe cannot be interrupted, and a full queue blocks: neither may delay the end.
            var reading = Task.Run(() => LineReader.ReadAsync(input, line => Send(logger, line), stop.Token), CancellationToken.None);
            await Task.WhenAny(reading, Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, stop.Token));
            if (reading.IsFaulted) await reading;
            if (!stop.IsCancellationRequested) await FlushAsync(stop.Token);
            if (failures.Cause is null) await EndBetweenLinesAsync();
            else _options!.ShutdownTimeLimit = TimeSpan.Zero;
        }

        await stop.CancelAsync();
        await showing;
        var (delivered, lost) = counters.Take();
        screen.LastNotice(_tally.Summary(delivered, lost, timeProvider.GetElapsedTime(began)));
        if (failures.Cause is { } cause) return Failure.CodeOf(cause);
        return delivered < _tally.Lines ? ExitCode.Lost : ExitCode.Success;
    }

    Logger CreateLogger(PutFailures failures)
    {
        try
        {
            return new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.CloudWatch(options => Configure(options, failures)).CreateLogger();
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(OptionNames.In(Failure.TextOf(exception)), exception);
        }
    }

    void Configure(CloudWatchSinkOptions options, PutFailures failures)
    {
        options.LogGroup = logGroup;
        options.LogStream = logStream ?? options.LogStream;
        options.Formatter = new LineFormatter();
        options.EventSizeLimitBytes = LineTally.LineLimit;
        options.BlockWhenFull = true;
        options.OnFailure = failures.Show;
        connect(options.Connection);
        _options = options;
    }

    void Send(Logger logger, ReadOnlySpan<byte> line)
    {
        lock (_sending)
        {
            if (_ended) return;
            if (line.IsEmpty)
            {
                _tally.AddEmpty();
                return;
            }

            _tally.Add(line);
            logger.Write(_events.Read(line));
        }
    }

    // Ends between two lines: a line that waits for room is accepted rather than refused. A flush makes room soonest.
    async Task EndBetweenLinesAsync()
    {
        using var limit = new CancellationTokenSource(LastLineLimit, timeProvider);
        var flushing = FlushAsync(limit.Token);
        End();
        await flushing;
    }

    void End()
    {
        var isMine = false;
        try
        {
            Monitor.TryEnter(_sending, LastLineLimit, ref isMine);
            _ended = true;
        }
        finally
        {
            if (isMine) Monitor.Exit(_sending);
        }
    }

    static async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CloudWatchSinks.FlushAllAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The sink's disposal delivers what it can within its limit.
        }
    }

    async Task ShowProgressAsync(Screen screen, PutCounters counters, long began, CancellationToken cancellationToken)
    {
        while (screen.HasStatusLine && !cancellationToken.IsCancellationRequested)
        {
            var seconds = timeProvider.GetElapsedTime(began).TotalSeconds;
            var delivered = counters.Take().Delivered;
            screen.ShowStatus(string.Create(CultureInfo.InvariantCulture, $"{_tally.Lines:N0} lines read | {delivered:N0} delivered | {delivered / Math.Max(seconds, 0.001):N0}/s"));
            await Task.Delay(ProgressInterval, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        screen.ShowStatus(null);
    }
}
