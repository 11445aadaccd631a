using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>What can be read off a running sink, from any thread.</summary>
sealed class SinkGauges(EmitSettings settings, SinkLedger ledger, IEventSource source, Shipper shipper) : IMeteredSink
{
    public string LogGroup => settings.LogGroup;

    public SinkLedger Ledger => ledger;

    public long Emitted => Counts().Emitted;

    public long Recovered => Counts().Recovered;

    public long Waiting => Counts().Waiting;

    /// <summary>Those of the waiting events that would survive the process.</summary>
    public long Stored => Counts().Stored;

    public long StoredBytes => source.StoredBytes;

    public TimeSpan OldestStored => source.OldestStored() is { } time ? settings.TimeProvider.GetUtcNow() - time : TimeSpan.Zero;

    /// <summary>What is kept in memory for events, roughly, in bytes.</summary>
    public long MemoryBytes => source.MemoryBytes;

    /// <summary>Events that are lost and must be reported unless they are delivered before the end.</summary>
    public long AtRisk => source.AtRisk;

    /// <summary>Whether the last call could not be sent for want of any credentials.</summary>
    public bool IsWithoutCredentials => shipper.IsWithoutCredentials;

    public int CallsUnderWay => shipper.CallsUnderWay;

    public SinkCounts Counts()
    {
        lock (ledger.Gate)
        {
            var counts = source.Counts();
            return new SinkCounts(
                counts.Emitted + ledger.Late, counts.Recovered, counts.Inherited, ledger.Delivered, ledger.LostByReason(), counts.Waiting, counts.Stored, ledger.Costs.ByLevel());
        }
    }

    public CloudWatchSinkStatus Status() => StatusLook.At(this, settings.TimeProvider);

    public void GoLive() => source.GoLive();
}
