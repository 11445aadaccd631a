using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The group of a request that accepts logGroupName or logGroupIdentifier, but not both.
readonly struct GroupLookup(string? name, string? identifier)
{
    // Reads both members; callers check the input's error first.
    public static GroupLookup Read(RequestInput input) =>
        new(input.String("logGroupName", Shapes.LogGroupName), input.String("logGroupIdentifier", Shapes.LogGroupIdentifier));

    // Returns the key of the group, possibly of a linked account, or null and an error.
    public string? Name(ResourceNames names, out ServiceError? error)
    {
        error = null;
        if (name is not null && identifier is not null)
        {
            error = ServiceError.InvalidParameter("LogGroupName and LogGroupIdentifier are mutually exclusive. Only one of these parameters can be passed.");
            return null;
        }

        if (name is not null) return name;
        if (identifier is not null) return names.GroupName(identifier, out error, linked: true);
        error = ServiceError.InvalidParameter("Either logGroupName or logGroupIdentifier must be specified.");
        return null;
    }

    // The error for reading events outside the Standard class.
    public static ServiceError? CheckClass(LogGroup group, string operation) => group.CanBeRead
        ? null
        : new("InvalidOperationException", $"The log group {group.Name} is of log-group-class {group.Class}. {operation} is not supported for this log class.");
}
