namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// The result of moving events into batches. Took tells whether there were any, Urgent whether one of them must not wait.
readonly record struct FillResult(bool Took, bool Urgent);
