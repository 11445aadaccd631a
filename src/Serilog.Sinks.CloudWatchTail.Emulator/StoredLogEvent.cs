namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>An event that the emulator holds.</summary>
/// <param name="LogGroupName">The group it is in.</param>
/// <param name="LogStreamName">The stream it is in.</param>
/// <param name="Timestamp">The event's own time, in whole milliseconds, in UTC.</param>
/// <param name="IngestionTime">When it was put.</param>
/// <param name="Message">Its text.</param>
/// <param name="EventId">What FilterLogEvents calls it by.</param>
public sealed record StoredLogEvent(
    string LogGroupName, string LogStreamName, DateTimeOffset Timestamp, DateTimeOffset IngestionTime, string Message, string EventId);
