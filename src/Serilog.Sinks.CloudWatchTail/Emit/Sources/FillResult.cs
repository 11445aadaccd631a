namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>What a source moved into batches.</summary>
/// <param name="Took">Whether there was anything.</param>
/// <param name="Urgent">Whether an event came that must not wait.</param>
/// <param name="LeftBehind">Whether events were left that had waited as long.</param>
readonly record struct FillResult(bool Took, bool Urgent, bool LeftBehind);
