namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

/// <summary>Why a session is over, or did not begin, when it is worth trying again.</summary>
readonly record struct Interruption(string Cause, Exception? Exception = null, bool Throttled = false);
