using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail;

namespace WebApp;

/// <summary>Tails the application's own log group, so that each instance can show what all of them log.</summary>
sealed class LatestEvents(CloudWatchLiveTail tail) : BackgroundService
{
    public ConcurrentQueue<string> Messages { get; } = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var logEvent in tail.ReadAsync(stoppingToken))
        {
            Messages.Enqueue(logEvent.RenderMessage());
            if (Messages.Count > 100) Messages.TryDequeue(out _);
        }
    }
}
