using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A local sink that takes its first event and holds it until it is opened; then it passes everything on.</summary>
sealed class TailGate(ILogger? next = null) : ILogEventSink, IDisposable
{
    readonly ManualResetEventSlim _open = new();
    readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<LogEvent> _events = [];

    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public IReadOnlyList<string> Texts
    {
        get { lock (_events) return [.. _events.Select(e => e.MessageTemplate.Text)]; }
    }

    public ILogger Logger => new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();

    public void Open() => _open.Set();

    public void Emit(LogEvent logEvent)
    {
        lock (_events) _events.Add(logEvent);
        _reached.TrySetResult();
        _open.Wait(TimeSpan.FromSeconds(60));
        next?.Write(logEvent);
    }

    public void Dispose() => _open.Set();
}
