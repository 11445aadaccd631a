namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

/// <summary>Part of a segment that could not be read, or all of one that is gone.</summary>
/// <param name="Records">How many records are lost with it, as far as that is known.</param>
/// <param name="Bytes">How large it is; zero for what is not there.</param>
/// <param name="SetAside">The file that it was copied to, if there is one.</param>
readonly record struct Damage(string Segment, long Records, long Bytes, string? SetAside);
