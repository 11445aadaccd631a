namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>What a run of the tool left.</summary>
sealed record CwtailResult(int ExitCode, string[] Output, string[] Error);
