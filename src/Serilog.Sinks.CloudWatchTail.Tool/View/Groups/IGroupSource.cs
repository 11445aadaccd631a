namespace Serilog.Sinks.CloudWatchTail.Tool.View.Groups;

// Finds the log groups that can be chosen.
interface IGroupSource
{
    // Returns the first names with this prefix, by name. Throws CloudWatchLogsException if the service refuses or cannot be reached.
    Task<GroupPage> FindAsync(string prefix, CancellationToken cancellationToken);
}
