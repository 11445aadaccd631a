namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// What the session is doing. State is live, starting, backfilling, reconnecting, ended or idle.
sealed record TailStatus(string State, IReadOnlyList<string> Groups, string? Failure, string? Region);
