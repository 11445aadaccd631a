namespace Serilog.Sinks.CloudWatchTail.Tool.View.Store;

// What a name names. Names of different kinds may have the same id.
enum NameKind
{
    Template,
    Group,
    Stream,
}
