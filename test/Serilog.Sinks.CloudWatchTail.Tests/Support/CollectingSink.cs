using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Keeps what it is given.</summary>
sealed class CollectingSink : ILogEventSink
{
    public ConcurrentQueue<LogEvent> Events { get; } = new();

    public IEnumerable<string> Texts => Events.Select(e => e.RenderMessage());

    public void Emit(LogEvent logEvent) => Events.Enqueue(logEvent);
}
