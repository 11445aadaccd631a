namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Errors that name the log groups they are about: the service says that a group does not exist, but not which of several.
static class GroupRefusal
{
    // Combines the errors of several lookups into one, so that all groups can be corrected at once.
    public static CloudWatchLogsException Of(IReadOnlyList<CloudWatchLogsException> missing) => missing.Count == 1
        ? missing[0]
        : WithMessage(string.Join(" ", missing.Select(exception => exception.Message).Distinct()), missing[0]);

    // Returns the same error if it is not known which groups are missing.
    public static CloudWatchLogsException Naming(IEnumerable<TailedGroup> missing, CloudWatchLogsException exception) =>
        missing.Select(group => $"\"{group.Title}\"").ToArray() is { Length: > 0 } titles
            ? WithMessage($"{exception.Message} Missing: {string.Join(", ", titles)}.", exception)
            : exception;

    static CloudWatchLogsException WithMessage(string message, CloudWatchLogsException exception) =>
        new(message, exception, exception.ErrorCode, exception.ErrorClass, exception.StatusCode, exception.RequestId);
}
