namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// What became of details, all counted at one moment: kept = sent + discarded + held. Kept: Details that were taken, those included that were sent at once.
// Sent: Those that were given to the sink's source, where they are counted as emitted. Discarded: Those that were thrown away. Held: Those that wait for
// an event that lets them out.
readonly record struct DetailCounts(long Kept, long Sent, long Discarded, long Held);
