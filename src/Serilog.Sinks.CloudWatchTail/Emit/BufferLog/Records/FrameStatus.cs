namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

/// <summary>What stands at a place where a record should begin.</summary>
enum FrameStatus
{
    /// <summary>A record whose checksum is right.</summary>
    Whole,

    /// <summary>The beginning of a record: the rest is not read yet, or was never written.</summary>
    Incomplete,

    /// <summary>A record whose bytes have changed. Its length can be trusted, so that the next one is found.</summary>
    Damaged,

    /// <summary>Something whose length cannot be trusted: where the next record begins is not known.</summary>
    Unframed,
}
