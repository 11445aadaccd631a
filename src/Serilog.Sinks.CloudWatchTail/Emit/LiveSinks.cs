using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The process's sinks that are not disposed yet, and flushes of all of them.
static class LiveSinks
{
    static readonly object Gate = new();
    static readonly List<BatchedCloudWatchSink> Sinks = [];

    public static void Add(BatchedCloudWatchSink sink)
    {
        lock (Gate)
        {
            Sinks.Add(sink);
            SinkMetrics.Add(sink.Gauges);
            ProcessEnd.Watch();
        }
    }

    public static void Remove(BatchedCloudWatchSink sink)
    {
        lock (Gate) Sinks.Remove(sink);
    }

    public static BatchedCloudWatchSink[] All()
    {
        lock (Gate) return [.. Sinks];
    }

    public static BatchedCloudWatchSink[] Of(string logGroup) => Array.FindAll(All(), s => s.Gauges.LogGroup == logGroup);

    // Completes when everything that these sinks have accepted is delivered or reported.
    public static Task FlushAsync(IReadOnlyCollection<BatchedCloudWatchSink> sinks, CancellationToken cancellationToken)
    {
        if (sinks.Any(static s => !s.HasEnded && SinkScope.IsInside(s)))
        {
            return Task.FromException(new InvalidOperationException(
                "A CloudWatch sink cannot be flushed from its own callback: the flush would wait for the callback's end."));
        }

        var wait = new FlushWait(sinks.Count, cancellationToken);
        foreach (var sink in sinks) sink.Flush(wait);
        return wait.Completion;
    }
}
