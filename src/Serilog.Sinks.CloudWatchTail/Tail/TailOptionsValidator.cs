using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// Rejects options that cannot work, with the broken rule, before the tail connects.
static class TailOptionsValidator
{
    // The service's limit on the stream names, or the prefixes, of a session.
    const int StreamLimit = 100;

    // The service's limit on the length of a filter pattern, in characters.
    const int FilterPatternLimit = 1_024;

    // The service's limit on the length of a group or stream name.
    const int NameLimit = 512;

    static readonly SearchValues<char> GroupNameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/#");

    public static void Validate(CloudWatchLiveTailOptions options)
    {
        ValidatePresence(options);
        ValidateGroups(options.LogGroups);
        ValidateRegions(options);
        ValidateStreams(options);
        ValidateTimes(options);

        if (options.LogEventFilterPattern?.Length > FilterPatternLimit)
            throw Broken(nameof(options.LogEventFilterPattern), $"is {options.LogEventFilterPattern.Length} characters long; the service accepts at most {FilterPatternLimit:N0}");
        if (options.SessionLimit < 1)
            throw Broken(nameof(options.SessionLimit), $"is {options.SessionLimit}; a tail needs at least 1 session");
        if (options.QueueLimit < 1)
            throw Broken(nameof(options.QueueLimit), "must be at least 1");
        if (options.QueueLimitBytes < 1)
            throw Broken(nameof(options.QueueLimitBytes), "must be at least 1");
        if (options.BlockWhenFull && !options.Backfill)
            throw Broken(nameof(options.BlockWhenFull), "needs Backfill, which fetches the events that the queue had no room for");
        if (options.CheckpointFile is not null && !options.Backfill)
            throw Broken(nameof(options.CheckpointFile), "needs Backfill, which fetches the events put while no tail was running");
        if (options.CheckpointFile is not null && !options.Follow)
            throw Broken(nameof(options.CheckpointFile), "needs Follow: it records where the live tail resumes");
        if (options.CheckpointFile is { } file && string.IsNullOrWhiteSpace(file))
            throw Broken(nameof(options.CheckpointFile), "must not be blank");
        if (options.CheckpointFile?.AsSpan().ContainsAny(Path.GetInvalidPathChars()) is true)
            throw Broken(nameof(options.CheckpointFile), "contains a character that paths cannot contain");
    }

    static void ValidatePresence(CloudWatchLiveTailOptions options)
    {
        (string Option, object? Value)[] required =
        [
            (nameof(options.LogGroups), options.LogGroups),
            (nameof(options.LogStreamNames), options.LogStreamNames),
            (nameof(options.LogStreamNamePrefixes), options.LogStreamNamePrefixes),
            (nameof(options.Enrichers), options.Enrichers),
            (nameof(options.LiveTailHostPrefix), options.LiveTailHostPrefix),
            (nameof(options.Connection), options.Connection),
        ];
        foreach (var (option, value) in required)
        {
            if (value is null) throw Broken(option, "must not be null");
        }

        if (options.Enrichers.Contains(null!)) throw Broken(nameof(options.Enrichers), "contains null");
    }

    static void ValidateGroups(IList<string> groups)
    {
        const string option = nameof(CloudWatchLiveTailOptions.LogGroups);
        if (groups.Count == 0) throw Broken(option, "is empty: name at least one log group");

        foreach (var group in groups)
        {
            if (string.IsNullOrWhiteSpace(group)) throw Broken(option, "contains a blank entry");
            if (LogGroupArn.LooksLikeArn(group))
            {
                if (!LogGroupArn.TryParse(group, out var arn) || !IsGroupName(arn.LogGroupName))
                    throw Broken(option, $"has \"{group}\", which is not an ARN of the form arn:aws:logs:REGION:ACCOUNT:log-group:NAME");
                continue;
            }

            var name = group.EndsWith('*') ? group[..^1] : group;
            if (name.Length > 0 && !IsGroupName(name))
                throw Broken(option, $"has \"{group}\"; a name is 1 to {NameLimit} of the characters a-z A-Z 0-9 . - _ / #, and only a prefix ends in *");
        }
    }

    static void ValidateRegions(CloudWatchLiveTailOptions options)
    {
        const string option = nameof(CloudWatchLiveTailOptions.LogGroups);
        var connected = string.IsNullOrWhiteSpace(options.Connection.ServiceUrl) ? options.Connection.Region?.Trim() : null;
        string? region = null;
        foreach (var group in options.LogGroups)
        {
            if (!LogGroupArn.TryParse(group, out var arn)) continue;
            region ??= arn.Region;
            if (region != arn.Region) throw Broken(option, $"has ARNs of two regions, {region} and {arn.Region}; a tail connects to one region");
            if (!string.IsNullOrEmpty(connected) && !connected.Equals(region, StringComparison.OrdinalIgnoreCase))
                throw Broken(option, $"has \"{group}\", which is not in the region {connected} of Connection");
        }
    }

    static void ValidateStreams(CloudWatchLiveTailOptions options)
    {
        var (names, prefixes) = (options.LogStreamNames, options.LogStreamNamePrefixes);
        if (names.Count == 0 && prefixes.Count == 0) return;

        if (names.Count > 0 && prefixes.Count > 0)
            throw Broken(nameof(options.LogStreamNames), "and LogStreamNamePrefixes cannot be combined");
        var option = names.Count > 0 ? nameof(options.LogStreamNames) : nameof(options.LogStreamNamePrefixes);
        if (names.Count > StreamLimit || prefixes.Count > StreamLimit)
            throw Broken(option, $"has more than the {StreamLimit} entries that the service accepts");
        if (options.LogGroups.Count != 1 || options.LogGroups[0].EndsWith('*') && !LogGroupArn.LooksLikeArn(options.LogGroups[0]))
            throw Broken(option, "can only be used with exactly one log group");
        foreach (var stream in names.Concat(prefixes))
        {
            if (stream is not { Length: > 0 and <= NameLimit } || stream.AsSpan().ContainsAny(':', '*'))
                throw Broken(option, $"has \"{stream}\"; a stream's name is 1 to {NameLimit} characters without : and *");
        }
    }

    static void ValidateTimes(CloudWatchLiveTailOptions options)
    {
        if (options.Since is not null && options.StartTime is not null)
            throw Broken(nameof(options.Since), "and StartTime cannot be combined");
        if (options.Since <= TimeSpan.Zero)
            throw Broken(nameof(options.Since), "must be more than zero: it is an age");
        if (options.StartTime < DateTimeOffset.UnixEpoch)
            throw Broken(nameof(options.StartTime), "must not be before 1970: the service's timestamps begin there");
        if (!options.Follow && options.Since is null && options.StartTime is null)
            throw Broken(nameof(options.Follow), "set to false needs Since or StartTime, or there is no history to read");
        if (options.EndTime is not null && options.Follow)
            throw Broken(nameof(options.EndTime), "needs Follow = false: a tail that follows has no end");
        if (options.EndTime <= options.StartTime)
            throw Broken(nameof(options.EndTime), "must be after StartTime");
        if (options.Overlap <= TimeSpan.Zero || options.Overlap > TimeSpan.FromDays(1))
            throw Broken(nameof(options.Overlap), "must be more than zero and at most a day");
        if (options.SweepInterval < TimeSpan.Zero || options.SweepInterval > TimeSpan.FromDays(1))
            throw Broken(nameof(options.SweepInterval), "must be zero (no regular sweep) or up to a day");
        if (options.ShutdownTimeLimit < TimeSpan.Zero || options.ShutdownTimeLimit > TimeSpan.FromDays(1))
            throw Broken(nameof(options.ShutdownTimeLimit), "must be zero or up to a day");
        if (options.NotFoundTimeLimit < TimeSpan.Zero)
            throw Broken(nameof(options.NotFoundTimeLimit), "must not be negative");
    }

    static bool IsGroupName(string name) =>
        name.Length is > 0 and <= NameLimit && !name.AsSpan().ContainsAnyExcept(GroupNameCharacters);

    static ArgumentException Broken(string option, string rule) => new($"CloudWatchLiveTailOptions.{option} {rule}.", option);
}
