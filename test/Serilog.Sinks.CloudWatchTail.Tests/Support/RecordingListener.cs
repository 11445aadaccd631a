using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A failure listener of Serilog's that keeps what it hears; a configuration can name it.</summary>
public sealed class RecordingListener : ILoggingFailureListener
{
    /// <summary>What every listener that a configuration made has heard.</summary>
    public static ConcurrentQueue<Heard> ByConfiguration { get; } = new();

    public ConcurrentQueue<Heard> All { get; } = new();

    public IEnumerable<Heard> Losses => All.Where(h => h.Kind != LoggingFailureKind.Temporary);

    public IEnumerable<LogEvent> Events => All.SelectMany(h => h.Events ?? []);

    public void OnLoggingFailed(object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        var heard = new Heard(sender, kind, message, events, exception);
        All.Enqueue(heard);
        ByConfiguration.Enqueue(heard);
    }

    public sealed record Heard(object Sender, LoggingFailureKind Kind, string Message, IReadOnlyCollection<LogEvent>? Events, Exception? Exception);
}
