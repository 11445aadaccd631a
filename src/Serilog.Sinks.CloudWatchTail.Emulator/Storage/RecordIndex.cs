namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

/// <summary>Where an event is within <see cref="SortedRecords"/>; good until the next change.</summary>
readonly record struct RecordIndex(int Block, int Offset);
