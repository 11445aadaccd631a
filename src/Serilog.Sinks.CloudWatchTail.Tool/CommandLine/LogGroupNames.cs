namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Opens the list of log groups and suggests the name that was probably meant.
static class LogGroupNames
{
    const int SearchLimit = 2_000;

    // Throws UsageException if a connection option's value breaks a rule.
    public static CloudWatchLogGroups Open(CloudWatchConnectionOptions options)
    {
        try
        {
            return new CloudWatchLogGroups(options);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(OptionNames.In(Failure.TextOf(exception)), exception);
        }
    }

    // Returns a sentence to append to an error; empty if no name is similar or the list cannot be read.
    public static async Task<string> SuggestAsync(CloudWatchLogGroups groups, string name, CancellationToken cancellationToken)
    {
        try
        {
            var names = new List<string>();
            await foreach (var group in groups.ListAsync(null, cancellationToken))
            {
                names.Add(group.Name);
                if (names.Count == SearchLimit) break;
            }

            return Suggestion.For(name, names);
        }
        catch (CloudWatchLogsException)
        {
            return "";
        }
    }

    // Returns the same error with a suggestion.
    public static async Task<CloudWatchLogsException> WithSuggestionAsync(
        CloudWatchLogsException failure, CloudWatchConnectionOptions options, IEnumerable<string> named, CancellationToken cancellationToken)
    {
        using var groups = Open(options);
        foreach (var name in named.Where(name => failure.Message.Contains($"\"{name.TrimEnd('*')}\"", StringComparison.Ordinal)))
        {
            if (await SuggestAsync(groups, name, cancellationToken) is { Length: > 0 } suggestion)
                return new CloudWatchLogsException(failure.Message + suggestion, failure, failure.ErrorCode, failure.ErrorClass, failure.StatusCode, failure.RequestId);
        }

        return failure;
    }
}
