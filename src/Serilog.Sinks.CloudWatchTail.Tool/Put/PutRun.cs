using System.Globalization;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

/// <summary>One run of <c>cwtail put</c>: reads, sends, shows how far it is, and says at the end what became of the lines.</summary>
sealed class PutRun(string logGroup, string? logStream, Action<CloudWatchConnectionOptions> connect, TerminalFeatures features, TimeProvider timeProvider)
{
    static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(0.5);

    readonly LineEvents _events = new(keepsProperties: logStream?.Contains('{') == true, timeProvider);
    long _lines;
    long _empty;

    public async Task<int> RunAsync(Stream input, CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        using var output = StandardOutput.On(Stream.Null);
        var screen = new Screen(output, Console.Error, features.HasErrorStatusLine, timeProvider);
        SelfLog.Enable(screen.Notice);
        using var counters = new PutCounters();
        using var shown = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task showing;

        await using (var logger = CreateLogger(screen))
        {
            if (!Console.IsInputRedirected) screen.Notice("reading lines from the terminal; Ctrl+D ends, Ctrl+C as well");
            showing = ShowProgressAsync(screen, counters, began, shown.Token);
            // A read from a terminal or a pipe cannot be broken off, and a full queue blocks: neither may hold up the end.
            var reading = Task.Run(() => LineReader.ReadAsync(input, line => Send(logger, line), cancellationToken), CancellationToken.None);
            await Task.WhenAny(reading, Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken));
            if (reading.IsFaulted) await reading;
            if (!cancellationToken.IsCancellationRequested) await FlushAsync(cancellationToken);
        }

        await shown.CancelAsync();
        await showing;
        var (delivered, lost) = counters.Take();
        screen.Notice(Summary(delivered, lost, timeProvider.GetElapsedTime(began)));
        return delivered < Interlocked.Read(ref _lines) ? ExitCode.Lost : ExitCode.Success;
    }

    Logger CreateLogger(Screen screen) =>
        new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.CloudWatch(options =>
            {
                options.LogGroup = logGroup;
                options.LogStream = logStream ?? options.LogStream;
                options.Formatter = new LineFormatter();
                options.BlockWhenFull = true;
                options.OnFailure = failure => screen.Notice(failure.ToString());
                connect(options.Connection);
            })
            .CreateLogger();

    void Send(Logger logger, ReadOnlySpan<byte> line)
    {
        // The service takes no empty message.
        if (line.IsEmpty)
        {
            Interlocked.Increment(ref _empty);
            return;
        }

        logger.Write(_events.Read(line));
        Interlocked.Increment(ref _lines);
    }

    static async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CloudWatchSink.FlushAllAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The sink's disposal sends what it can in its time.
        }
    }

    async Task ShowProgressAsync(Screen screen, PutCounters counters, long began, CancellationToken cancellationToken)
    {
        while (screen.HasStatusLine && !cancellationToken.IsCancellationRequested)
        {
            var seconds = timeProvider.GetElapsedTime(began).TotalSeconds;
            var delivered = counters.Take().Delivered;
            screen.ShowStatus(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref _lines):N0} lines read | {delivered:N0} delivered | {delivered / Math.Max(seconds, 0.001):N0}/s"));
            await Task.Delay(ProgressInterval, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        screen.ShowStatus(null);
    }

    string Summary(long delivered, long lost, TimeSpan elapsed)
    {
        var (lines, empty) = (Interlocked.Read(ref _lines), Interlocked.Read(ref _empty));
        var read = string.Create(CultureInfo.InvariantCulture, $"{lines:N0} line{(lines == 1 ? "" : "s")} read");
        var leftOut = empty == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {empty:N0} empty line{(empty == 1 ? "" : "s")} left out");
        return string.Create(CultureInfo.InvariantCulture, $"{read}{leftOut}, {delivered:N0} delivered, {lost:N0} lost, in {elapsed.TotalSeconds:0.0} s");
    }
}
