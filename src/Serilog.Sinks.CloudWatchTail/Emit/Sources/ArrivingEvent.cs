namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>An event on its way into a batch.</summary>
/// <param name="Key">The owner's own number for it.</param>
/// <param name="Timestamp">In milliseconds since 1970.</param>
/// <param name="Due">The time stamp by which a batch that is opened for it wants to be sent.</param>
/// <param name="Deadline">The time stamp at which the events of a batch that is opened for it are given up.</param>
readonly record struct ArrivingEvent(long Key, long Timestamp, long Due, long Deadline);
