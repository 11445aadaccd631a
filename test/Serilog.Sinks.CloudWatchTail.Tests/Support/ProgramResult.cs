namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>What the run of a program left.</summary>
sealed record ProgramResult(int ExitCode, string[] Output, string[] Error);
