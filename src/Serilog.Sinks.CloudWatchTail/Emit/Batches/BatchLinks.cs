namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>A batch's place in the list that it stands in. <see cref="BatchList"/> alone changes it.</summary>
struct BatchLinks
{
    /// <summary>The list that the batch stands in.</summary>
    public BatchList? List { get; set; }

    /// <summary>The batch behind it.</summary>
    public PackedBatch? Next { get; set; }

    /// <summary>The batch before it.</summary>
    public PackedBatch? Previous { get; set; }
}
