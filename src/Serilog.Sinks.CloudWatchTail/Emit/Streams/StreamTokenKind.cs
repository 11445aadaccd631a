namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

enum StreamTokenKind
{
    Literal,
    Date,
    Property,

    Thread,
}
