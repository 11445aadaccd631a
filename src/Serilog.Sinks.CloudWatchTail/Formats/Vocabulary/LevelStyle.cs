namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

// How CloudWatch JSON writes an event's level.
enum LevelStyle : byte
{
    // "level" with Serilog's names: Verbose, Debug, Information, Warning, Error, Fatal.
    Serilog,

    // "level" with the names that AWS Lambda's level filter knows: TRACE, DEBUG, INFO, WARN, ERROR, FATAL.
    Upper,

    // The same names as "severityText", and OpenTelemetry's number from 1 to 24 as "severityNumber".
    OpenTelemetry
}
