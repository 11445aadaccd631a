using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Entities;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;
using Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>Makes the stages behind one sink and connects them.</summary>
sealed class EmitWiring
{
    /// <summary>A step of the end for which memory does not suffice so many times in a row is left out.</summary>
    const int MostTries = 20;

    static readonly Action<EmitWiring>[] Endings =
    [
        static w => w._shipper.Dispose(),

        // Before a next sink may find what is left, so that each event counts once.
        static w => SinkMetrics.Retire(w.Gauges, w.Source.Finish()),
        static w => w.Source.Dispose(),
        static w => w._signal.Dispose(),
        static w => w.Reporter.Dispose(),
    ];

    readonly LoopSignal _signal;
    readonly Shipper _shipper;

    /// <param name="sink">The sink, in whose name it is reported.</param>
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
        var queue = new EventQueue(EventQueueLimits.From(settings), _signal, ledger, renderer.WantsWhole, template);
        Source = new MemorySource(settings, queue, router, renderer, ledger, Reporter);
        if (options.BufferBaseFilename is not null)
        {
            var place = client.Location;
            var destination = new BufferDestination(place.Endpoint, place.Region, place.Account, settings.LogGroup);
            var intake = new DiskIntake(settings, new DiskSettings(options, destination), template, renderer, _signal, ledger.Costs);
            Source = new DurableSource(new DiskSource(settings, intake, router, renderer, ledger, Reporter), Source);
        }

        Late = new LateEvents(Reporter, settings.LogGroup, Math.Max(1, settings.QueueLimitBytes / Refusals.Share));
        Gauges = new SinkGauges(settings, ledger, Source, _shipper);
        Loop = new EmitLoop(
            settings, Source, new LoopStages(batches, pool, packer, streams, _shipper, new RefusalReport(settings, queue.Refused, Reporter, new BudgetReport(settings, ledger.Costs, Reporter))), _signal, scope);
    }

    public FailureReporter Reporter { get; }

    public IEventSource Source { get; }

    public SinkGauges Gauges { get; }

    public LateEvents Late { get; }

    public EmitLoop Loop { get; }

    /// <summary>The loop has ended: closes everything behind it.</summary>
    public void End()
    {
        foreach (var ending in Endings) End(ending);
    }

    /// <summary>No step keeps the next ones from being taken, and none is left out because memory is short for a moment.</summary>
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
                SinkSelfLog.WriteLine("the end of a sink takes more memory than there is: {0}", ex);
            }
        }
    }
}
