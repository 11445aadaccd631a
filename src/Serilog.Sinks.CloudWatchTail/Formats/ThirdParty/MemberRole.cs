namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The role of a member in another logger's JSON object.
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

    // An object that may contain members with any other role.
    Container
}
