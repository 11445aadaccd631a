using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>Takes messages from the source to the output. The output is flushed whenever the next message is not there yet.</summary>
sealed class TailLoop(TailSource source, TailedEventReader reader, ITailOutput output, Screen screen, TailProgress progress)
{
    /// <summary>Whether events below a level are left out, so that every message has to be read.</summary>
    public bool HasMinimumLevel { get; init; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var messages = source.ReadAsync(cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            var next = messages.MoveNextAsync();
            if (!next.IsCompleted) screen.Flush();
            if (!await next) break;
            Handle(messages.Current);
        }

        screen.Flush();
    }

    void Handle(in TailedMessage message)
    {
        LogEvent? logEvent = null;
        var reads = output.ReadsEvents || HasMinimumLevel;
        if (reads) logEvent = reader.Read(message);
        var shown = !reads || logEvent is not null;
        if (shown) output.Write(message, logEvent);
        progress.Add(message, shown);
    }
}
