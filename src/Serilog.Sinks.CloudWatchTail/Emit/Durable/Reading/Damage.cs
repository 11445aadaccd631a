namespace Serilog.Sinks.CloudWatchTail.Emit.Durable.Reading;

/// <summary>Part of a segment that could not be read.</summary>
/// <param name="Records">How many records are lost with it, as far as that is known.</param>
/// <param name="Bytes">How large it is; zero for a single record that was passed over.</param>
/// <param name="SetAside">The file that it was copied to, if there is one.</param>
readonly record struct Damage(string Segment, long Records, long Bytes, string? SetAside);
