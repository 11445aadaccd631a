using Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// Processes one message: reads it, filters it, shows it with its context, counts it.
sealed class EventPipeline
{
    readonly EventReader _reader = new();
    readonly EventFilters _filters;
    readonly EventContext _context;
    readonly ITailOutput _output;
    readonly TailProgress _progress;
    readonly Action<TailedEvent> _show;

    public EventPipeline(EventFilters filters, EventContext context, ITailOutput output, TailProgress progress)
    {
        (_filters, _context, _output, _progress) = (filters, context, output, progress);
        _show = Show;
    }

    // Decides which events of the history are older than the newest ones requested.
    public NewestStart? Newest { get; init; }

    public void Handle(CloudWatchLiveTailMessage message)
    {
        var tailed = new TailedEvent(message, _filters.Any || _output.ReadsEvents ? _reader.Read(message) : null);
        if (tailed.LogEvent is null && (_filters.Any || _output.ReadsEvents)) return;
        _progress.Received(message);
        var matches = _filters.Matches(tailed) && Newest?.Skips(message) != true;
        if (!_context.IsEmpty) _context.Add(tailed, matches, _show);
        else if (matches) Show(tailed);
    }

    void Show(TailedEvent tailed)
    {
        _output.Write(tailed);
        _progress.Shown(tailed.LogEvent);
    }
}
