using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace RoundTrip;

/// <summary>Keeps what was written and what came back, by the number that each event carries, and tells the difference.</summary>
sealed class Comparison(int count)
{
    /// <summary>What the tail adds to an event that has no property of that name.</summary>
    static readonly HashSet<string> Added = ["LogGroup", "LogStream", "IngestionTime", "Sampled", "Filled"];

    readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<string, LogEvent> _originals = new();
    readonly ConcurrentDictionary<string, LogEvent> _replayed = new();
    int _replays;

    public ILogEventSink Originals => new Collector(e => _originals[NumberOf(e)!] = e);

    public ILogEventSink Replayed => new Collector(e =>
    {
        _replayed[NumberOf(e)!] = e;
        if (Interlocked.Increment(ref _replays) == count) _complete.TrySetResult();
    });

    public Task Complete => _complete.Task;

    public IEnumerable<string> Differences => _originals.OrderBy(o => int.Parse(o.Key)).Select(o => Difference(o.Key, o.Value)).OfType<string>().Take(20);

    public bool Succeeded => _replays == count && Lost == 0 && Changed == 0;

    public string Summary => $"round trip: {_originals.Count} written, {_replays} replayed, {Lost} lost, {Changed} changed";

    int Lost => _originals.Keys.Count(number => !_replayed.ContainsKey(number));

    int Changed => _originals.Count(o => _replayed.ContainsKey(o.Key) && Difference(o.Key, o.Value) is not null);

    string? Difference(string number, LogEvent original)
    {
        if (!_replayed.TryGetValue(number, out var replayed)) return $"event {number} is lost";
        if (replayed.Timestamp != original.Timestamp || replayed.Timestamp.Offset != original.Timestamp.Offset)
            return $"event {number}: time {original.Timestamp:O} became {replayed.Timestamp:O}";
        if (replayed.Level != original.Level) return $"event {number}: level {original.Level} became {replayed.Level}";
        if (replayed.MessageTemplate.Text != original.MessageTemplate.Text) return $"event {number}: template became {replayed.MessageTemplate.Text}";
        if (replayed.Exception?.ToString() != original.Exception?.ToString()) return $"event {number}: exception became {replayed.Exception}";
        if (replayed.RenderMessage() != original.RenderMessage()) return $"event {number}: message became {replayed.RenderMessage()}";
        var (before, after) = (Properties(original), Properties(replayed));
        return before == after ? null : $"event {number}: properties {before} became {after}";
    }

    static string Properties(LogEvent logEvent) =>
        string.Join(", ", logEvent.Properties.Where(p => !Added.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));

    static string? NumberOf(LogEvent logEvent) => logEvent.Properties.GetValueOrDefault("Number")?.ToString();

    sealed class Collector(Action<LogEvent> collect) : ILogEventSink
    {
        // The event that only makes the log group has no number.
        public void Emit(LogEvent logEvent)
        {
            if (NumberOf(logEvent) is not null) collect(logEvent);
        }
    }
}
