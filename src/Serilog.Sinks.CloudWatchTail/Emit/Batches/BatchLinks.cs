namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// A batch's position in its list. Only BatchList changes it.
struct BatchLinks
{
    public BatchList? List { get; set; }

    public PackedBatch? Next { get; set; }

    public PackedBatch? Previous { get; set; }
}
