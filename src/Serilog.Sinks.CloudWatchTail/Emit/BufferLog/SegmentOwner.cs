namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>Whose the records of a segment are.</summary>
enum SegmentOwner
{
    /// <summary>Meant for this process's destination.</summary>
    Own,

    /// <summary>Meant for another destination.</summary>
    Foreign,

    /// <summary>Not known: the header cannot be read, and no record proves where it is meant to go.</summary>
    Unknown,

    /// <summary>No record was ever written to it.</summary>
    Empty,
}
