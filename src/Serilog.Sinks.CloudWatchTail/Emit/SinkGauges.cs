using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Details;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Values that any thread can read from a running sink.
sealed class SinkGauges(EmitSettings settings, SinkLedger ledger, IEventSource source, Shipper shipper, TraceDetails? details) : IMeteredSink
{
    public string LogGroup => settings.LogGroup;

    public SinkLedger Ledger => ledger;

    public long Emitted => Counts().Emitted;

    public long Recovered => Counts().Recovered;

    public long Waiting => Counts().Waiting;

    // The number of waiting events that would survive the process.
    public long Stored => Counts().Stored;

    public long StoredBytes => source.StoredBytes;

    public TimeSpan OldestStored => source.OldestStored() is { } time ? settings.TimeProvider.GetUtcNow() - time : TimeSpan.Zero;

    // The approximate memory kept for events, in bytes.
    public long MemoryBytes => source.MemoryBytes + (details?.Bytes ?? 0);

    // The number of events that must be reported as lost unless they are delivered before the end.
    public long AtRisk => source.AtRisk;

    // Whether the last call could not be sent because there are no credentials at all.
    public bool IsWithoutCredentials => shipper.IsWithoutCredentials;

    public int CallsUnderWay => shipper.CallsUnderWay;

    public SinkCounts Counts()
    {
        lock (ledger.Gate)
        {
            var counts = source.Counts();
            return new SinkCounts(
                counts.Emitted + ledger.Late, counts.Recovered, counts.Inherited, ledger.Delivered, ledger.LostByReason(), counts.Waiting, counts.Stored, ledger.Costs.ByLevel(),
                details?.Counts() ?? default);
        }
    }

    public CloudWatchSinkStatus Status() => StatusLook.At(this, settings.TimeProvider);

    public void GoLive() => source.GoLive();
}
