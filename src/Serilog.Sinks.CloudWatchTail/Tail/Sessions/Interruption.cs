namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

// Why a session ended or did not start, if another attempt is worth it.
readonly record struct Interruption(string Cause, Exception? Exception = null, bool Throttled = false);
