using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace RoundTrip;

/// <summary>Keeps events by their number, as CloudWatch JSON, which has all that an event is.</summary>
sealed class Recorder(int expected) : ILogEventSink
{
    readonly TaskCompletionSource _complete = new();
    int _count;
    public ConcurrentDictionary<string, string> Events { get; } = new();
    public int Count => _count;
    public Task Complete => _complete.Task;

    public void Emit(LogEvent logEvent)
    {
        if (!logEvent.Properties.TryGetValue("Number", out var number)) return; // The one that only makes the log group.
        using var json = new StringWriter();
        new CloudWatchJsonFormatter().Format(logEvent, json);
        Events[number.ToString()] = json.ToString();
        if (Interlocked.Increment(ref _count) == expected) _complete.TrySetResult();
    }
}
