namespace Serilog.Sinks.CloudWatchTail.Tail.Sessions;

// Why a session ended or could not be started, when another try is worth it.
readonly record struct Interruption(string Cause, Exception? Exception = null, bool Throttled = false);
