namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>What a member of some logger's JSON object means.</summary>
enum MemberRole : byte
{
    Time,
    Level,
    Message,
    Exception,
    ErrorType,
    ErrorMessage,
    StackTrace,
    TraceId,
    SpanId,

    /// <summary>An object that may hold any of the others.</summary>
    Container
}
