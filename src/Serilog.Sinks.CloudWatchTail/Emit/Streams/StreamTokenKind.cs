namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

enum StreamTokenKind
{
    Literal,
    Date,
    Property,

    /// <summary>The thread that logs the event.</summary>
    Thread,
}
