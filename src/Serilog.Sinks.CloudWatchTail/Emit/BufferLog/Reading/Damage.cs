namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

// An unreadable part of a segment, or a whole missing segment. Records is the number of lost records, if known. Bytes is 0 for a missing part.
// SetAside is the file with a copy, if there is one.
readonly record struct Damage(string Segment, long Records, long Bytes, string? SetAside);
