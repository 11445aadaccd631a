namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

/// <summary>What came of an attempt to read the next record of a segment.</summary>
enum ReadStatus
{
    Record,

    /// <summary>There is no further whole record: the end, or a record that was never written to its end.</summary>
    End,

    /// <summary>One record is damaged and was passed over.</summary>
    Damaged,

    /// <summary>From here to the end nothing can be read.</summary>
    Unreadable,
}
