namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The back-off state of a stream as other threads may read it. Guarded by the ledger's gate.
sealed class StreamMark(string name)
{
    public string Name => name;

    public bool IsBackingOff { get; set; }

    public DateTimeOffset? Until { get; set; }
}
