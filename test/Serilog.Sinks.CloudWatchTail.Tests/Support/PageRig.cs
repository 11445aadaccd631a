using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Events in a queue whose pages are moved into batches as the test says, without the loop.</summary>
sealed class PageRig : IDisposable
{
    readonly LoopSignal _signal = new(new ManualTimeProvider());
    readonly MemorySource _source;
    readonly FailureReporter _reporter;

    /// <param name="limitBytes">The limit of the queue.</param>
    /// <param name="pagesBytes">The limit by which free places on pages are bounded.</param>
    public PageRig(int limitBytes = 1 << 28, int pagesBytes = 1 << 26)
    {
        var settings = new EmitSettings(new CloudWatchSinkOptions { LogGroup = "/shop/orders", QueueLimitBytes = limitBytes });
        var ledger = new SinkLedger();
        StreamNameTemplate.TryParse("s", new StreamConstants("", "", "", ""), out var template, out _).Should().BeTrue();
        _reporter = new FailureReporter(this, ledger, settings.TimeProvider, null, null);
        Queue = new EventQueue(new EventQueueLimits(int.MaxValue, limitBytes, false, int.MaxValue, LogEventLevel.Fatal), _signal, ledger);
        Pages = new HeldPages(Queue, settings.Loop, pagesBytes);
        _source = new MemorySource(settings, Queue, new StreamRouter(template!, settings, _ => { }, _ => true), new MessageRenderer(new ClefFormatter()), ledger, _reporter);
    }

    public EventQueue Queue { get; }

    public HeldPages Pages { get; }

    public MemoryEvents Batch() => new(_source, Pages);

    /// <summary>Emits as many events as there are batches, and moves each into its batch. An event has its number as <c>N</c>.</summary>
    public CapturedEvents Move(IReadOnlyList<MemoryEvents> batches, Func<int, LogEvent>? create = null)
    {
        for (var i = 0; i < batches.Count; i++) Queue.TryEnqueue(create?.Invoke(i) ?? Numbered(i)).Should().BeTrue();
        var page = Pages.Take(out _)!;
        page.Count.Should().Be(batches.Count);
        for (var i = 0; i < batches.Count; i++) batches[i].Add(i);
        Pages.EndTaking();
        return page;
    }

    /// <summary>The numbers of a batch's events.</summary>
    public static int[] Numbers(MemoryEvents batch, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (int)((ScalarValue)batch.ToLogEvent(i).Properties["N"]).Value!)];

    public static LogEvent Numbered(int number) => Some.LogEvent("{N}", properties: [("N", number)]);

    public void Dispose()
    {
        _source.Dispose();
        _reporter.Dispose();
        _signal.Dispose();
    }
}
