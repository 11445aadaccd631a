using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Emit.Entities;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Creates the stages of one sink and connects them.
sealed class EmitWiring
{
    // After failing for lack of memory this often in a row, a shutdown step is skipped.
    const int MostTries = 20;

    static readonly Action<EmitWiring>[] Endings =
    [
        static w => w._shipper.Dispose(),

        // Before the next sink may find the remaining events, so that each event counts once.
        static w => SinkMetrics.Retire(w.Gauges, w.Source.Finish()),
        static w => w.Source.Dispose(),
        static w => w._signal.Dispose(),
        static w => w.Reporter.Dispose(),
    ];

    readonly LoopSignal _signal;
    readonly Shipper _shipper;

    // sink is the sender in reports.
    public EmitWiring(object sink, CloudWatchSinkOptions options, ICloudWatchLogsClient client, StreamNameTemplate template, MessageRenderer renderer)
    {
        var settings = new EmitSettings(options, EntityFinder.MemberOf(options));
        var ledger = new SinkLedger(new EventCosts(options));
        var scope = SinkScope.OwnCallsOf(sink);
        Reporter = new FailureReporter(sink, ledger, options.TimeProvider, options.OnFailure, options.Fallback);
        _signal = new LoopSignal(options.TimeProvider);

        var batches = new StreamTable();
        var pool = new BatchPool(settings);
        var packer = new BatchPacker(settings, batches, pool);
        var streams = new DeliveryTable(batches, settings.Random, ledger.Marks);
        _shipper = new Shipper(client, settings, streams, new Outcomes(settings, packer, pool, ledger, Reporter), _signal, scope);

        var router = new StreamRouter(template, settings, Reporter.Report, streams.TryForget);
        var queue = new EventQueue(EventQueueLimits.From(settings), _signal, ledger, template);
        Source = new MemorySource(settings, queue, router, renderer, ledger, Reporter);
        if (options.BufferBaseFilename is not null)
        {
            var place = client.Location;
            var destination = new BufferDestination(place.Endpoint, place.Region, place.Account, settings.LogGroup);
            var intake = new DiskIntake(settings, new DiskSettings(options, destination), template, renderer, _signal, ledger.Costs);
            Source = new DurableSource(new DiskSource(settings, intake, router, renderer, ledger, Reporter), Source);
        }

        Late = new LateEvents(Reporter, settings.LogGroup, Math.Max(1, settings.QueueLimitBytes / Refusals.Share));
        if (options.DetailLevel is not null) Details = new TraceDetails(settings, options, template, Source, _signal);
        Gauges = new SinkGauges(settings, ledger, Source, _shipper, Details);
        Loop = new EmitLoop(
            settings, Source, new LoopStages(batches, pool, packer, streams, _shipper, new RefusalReport(settings, queue.Refused, Reporter, new BudgetReport(settings, ledger.Costs, Reporter)), Details), _signal, scope);
    }

    public FailureReporter Reporter { get; }

    public IEventSource Source { get; }

    // What is done with events below the sink's level; null where they are passed over.
    public TraceDetails? Details { get; }

    public SinkGauges Gauges { get; }

    public LateEvents Late { get; }

    public EmitLoop Loop { get; }

    // Called when the loop has ended: closes everything behind it.
    public void End()
    {
        foreach (var ending in Endings) End(ending);
    }

    // No failing step prevents the next ones, and none is skipped because memory is short for a moment.
    void End(Action<EmitWiring> ending)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                ending(this);
                return;
            }
            catch (OutOfMemoryException ex)
            {
                SinkSelfLog.WriteLine("there is not enough memory to end a sink: {0}", ex);
            }
        }
    }
}
