namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// Where an event is within SortedRecords; good until the next change.
readonly record struct RecordIndex(int Block, int Offset);
