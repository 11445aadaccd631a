using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Parses and checks a StartLiveTail request.
sealed class LiveTailStart(LogStore store, ResourceNames names)
{
    // The service's limits on a session.
    const int GroupLimit = 10;
    const int StreamLimit = 100;

    // Returns the criteria of the session, or null and an error.
    public LiveTailCriteria? Parse(ReadOnlyMemory<byte> body, out ServiceError? error)
    {
        if (RequestInput.Parse(body, out error) is not { } input) return null;
        var identifiers = input.Strings("logGroupIdentifiers", Shapes.LogGroupIdentifier, 1, GroupLimit, required: true);
        var streamNames = input.Strings("logStreamNames", Shapes.LogStreamName, 1, StreamLimit) ?? [];
        var prefixes = input.Strings("logStreamNamePrefixes", Shapes.LogStreamName, 1, StreamLimit) ?? [];
        var patternText = input.String("logEventFilterPattern", Shapes.FilterPattern) ?? "";
        if ((error = input.Error ?? CheckStreams(identifiers!, streamNames, prefixes)) is not null) return null;

        var groupNames = new List<string>();
        foreach (var identifier in identifiers!)
        {
            if (names.GroupNameOfArn(identifier, out error, linked: true) is not { } name) return null;
            groupNames.Add(name);
        }

        if (!FilterPattern.TryParse(patternText, out var pattern, out var problem))
        {
            error = ServiceError.InvalidParameter(problem);
            return null;
        }

        error = CheckExistence(groupNames, streamNames);
        return error is null ? new(groupNames, identifiers, streamNames, prefixes, patternText, pattern) : null;
    }

    static ServiceError? CheckStreams(IReadOnlyList<string> identifiers, IReadOnlyList<string> streamNames, IReadOnlyList<string> prefixes)
    {
        if (streamNames.Count > 0 && prefixes.Count > 0)
        {
            return ServiceError.InvalidParameter("logStreamNames and logStreamNamePrefixes are mutually exclusive. Only one of these parameters can be passed.");
        }

        return identifiers.Count > 1 && (streamNames.Count > 0 || prefixes.Count > 0)
            ? ServiceError.InvalidParameter("logStreamNames and logStreamNamePrefixes can be specified only with exactly one log group.")
            : null;
    }

    ServiceError? CheckExistence(List<string> groupNames, IReadOnlyList<string> streamNames)
    {
        lock (store.Gate)
        {
            foreach (var name in groupNames)
            {
                if (!store.Groups.TryGetValue(name, out var group)) return ServiceError.LogGroupNotFound;
                if (GroupLookup.CheckClass(group, "StartLiveTail") is { } refused) return refused;
                if (streamNames.Any(s => !group.Streams.ContainsKey(s))) return ServiceError.LogStreamNotFound;
            }

            return null;
        }
    }
}
