using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

/// <summary>The group of a request that takes <c>logGroupName</c> or <c>logGroupIdentifier</c>, but not both.</summary>
readonly struct GroupLookup(string? name, string? identifier)
{
    /// <summary>Read both members; look at the input's error before anything else.</summary>
    public static GroupLookup Read(RequestInput input) =>
        new(input.String("logGroupName", Shapes.LogGroupName), input.String("logGroupIdentifier", Shapes.LogGroupIdentifier));

    /// <summary>The key of the group that is meant, possibly of a linked account, or an error.</summary>
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

    /// <summary>What reading back is refused with outside the Standard class.</summary>
    public static ServiceError? CheckClass(LogGroup group, string operation) => group.CanBeRead
        ? null
        : new("InvalidOperationException", $"The log group {group.Name} is of log-group-class {group.Class}. {operation} is not supported for this log class.");
}
