
namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Received bytes to LogEvents, on one thread: frames cut and checked, updates read, messages rebuilt as events with their origin.</summary>
static class TailCase
{
    const int DistinctEvents = 10_000;

    public static CaseResult Run(BenchCase bench)
    {
        var rendered = RenderedEvents.Render(bench, DistinctEvents);
        var frames = TailFrames.Of(rendered);
        var replay = new TailReplay();
        Replay(replay, frames, bench.WarmUpEvents);
        Thread.Sleep(bench.RestMs);

        var caller = CallerUsage.Now();
        var before = ProcessUsage.AtStart();
        var events = Replay(replay, frames, bench.Events);
        var after = ProcessUsage.AtEnd();
        var wire = new DrainCounts(events / 500, events * frames.Sum(f => (long)f.Length) / rendered.Count, events);
        return Results.Of(bench, events, before, after, CallerUsage.Now() - caller, new DrainCounts(0, 0, 0), wire, rendered.Average(r => r.Message.Length));
    }

    static long Replay(TailReplay replay, List<byte[]> frames, int atLeast)
    {
        var events = 0L;
        while (events < atLeast)
        {
            foreach (var frame in frames) events += replay.Read(frame);
        }

        return events;
    }
}
