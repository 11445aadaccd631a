using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// One live tail that fills the store, from its start to its end. A failure ends it and is kept for the page.
sealed class RunningTail : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly CloudWatchLiveTailOptions _options;
    readonly CloudWatchLiveTail _tail;
    readonly TailSink _sink;
    Task _running = Task.CompletedTask;

    // Throws ArgumentException if the service would refuse an option. Nothing is connected yet.
    public RunningTail(CloudWatchLiveTailOptions options, TailSink sink)
    {
        _sink = sink;
        _options = options;
        var translator = new NoticeTranslator(sink.Notices);
        options.OnNotice = notice =>
        {
            if (notice is CloudWatchLiveTailNotice.Started started) StartedGroups = started.LogGroups;
            translator.Show(notice);
        };
        _tail = new CloudWatchLiveTail(options);
    }

    // The groups by the names, prefixes or ARNs that were asked for.
    public IReadOnlyList<string> Groups => [.. _options.LogGroups];

    // The ARNs of the latest session; empty before the first.
    public IReadOnlyList<string> StartedGroups { get; private set; } = [];

    // Why the tail has ended; null if it has not failed.
    public string? Failure { get; private set; }

    public CloudWatchLiveTailState State => _tail.State;

    public void Start() => _running = Task.Run(RunAsync);

    async Task RunAsync()
    {
        try
        {
            await foreach (var message in _tail.ReadMessagesAsync(_stop.Token))
            {
                // What was received before the end belongs to a choice that is no longer wanted.
                if (_stop.IsCancellationRequested) break;
                _sink.Receive(message);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Failure = Tool.CommandLine.Failure.TextOf(await WithSuggestionAsync(exception));
            _sink.Notices.Add("other", "error", Failure);
            _sink.Complain(Failure);
        }
    }

    async Task<Exception> WithSuggestionAsync(Exception exception)
    {
        if (exception is not CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.NotFound } failure) return exception;
        try
        {
            return await LogGroupNames.WithSuggestionAsync(failure, _options.Connection, _options.LogGroups, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            return exception;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _tail.DisposeAsync();
        await _running;
        _stop.Dispose();
    }
}
