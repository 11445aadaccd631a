namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

/// <summary>How CloudWatch JSON says an event's level.</summary>
enum LevelStyle : byte
{
    /// <summary><c>level</c>, by Serilog's names: Verbose, Debug, Information, Warning, Error, Fatal.</summary>
    Serilog,

    /// <summary><c>level</c>, by the names that AWS Lambda's level filter knows: TRACE, DEBUG, INFO, WARN, ERROR, FATAL.</summary>
    Upper,

    /// <summary>The same names as <c>severityText</c>, and OpenTelemetry's number from 1 to 24 as <c>severityNumber</c>.</summary>
    OpenTelemetry
}
