namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>Whether a stream is backing off, as others than the loop may see it. Belongs to the ledger's gate.</summary>
sealed class StreamMark(string name)
{
    public string Name => name;

    public bool IsBackingOff { get; set; }

    public DateTimeOffset? Until { get; set; }
}
