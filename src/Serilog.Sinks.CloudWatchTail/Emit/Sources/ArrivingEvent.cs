namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// An event on its way into a batch. Key is its owner's number for it; Timestamp is in milliseconds since the Unix epoch. A batch opened for it is due
// by Due, and its events are given up at Deadline.
readonly record struct ArrivingEvent(long Key, long Timestamp, long Due, long Deadline);
