namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>What only the thread that logs an event knows of its log stream.</summary>
/// <param name="Text">The stream's name, or the name of the thread; none if there is none.</param>
/// <param name="IsName">Whether it is the name of the stream, chosen for the event.</param>
readonly record struct StreamHint(string? Text, bool IsName);
