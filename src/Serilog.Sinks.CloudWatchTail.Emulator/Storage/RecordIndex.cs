namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// Where an event is in SortedRecords; valid until the next change.
readonly record struct RecordIndex(int Block, int Offset);
