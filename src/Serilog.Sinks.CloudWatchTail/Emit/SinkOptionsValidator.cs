using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Entities;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Rejects options that cannot work at configuration time, with the option, the value and the rule.
static class SinkOptionsValidator
{
    public const long SmallestBufferSizeLimitBytes = 4 * 1024 * 1024;

    public static void Validate(CloudWatchSinkOptions options)
    {
        if (string.IsNullOrEmpty(options.LogGroup))
            throw Invalid("logGroup", options.LogGroup, "is required: the name of the log group to write to");
        Require(options.LogGroup.Length <= 512 && IsGroupName(options.LogGroup),
            "logGroup", options.LogGroup, "must have 1 to 512 characters out of a-z, A-Z, 0-9, '.', '-', '_', '/' and '#'; an ARN is not a name");
        Require(!options.CreateLogGroup || !options.LogGroup.StartsWith("aws/", StringComparison.Ordinal),
            "logGroup", options.LogGroup, "must not start with 'aws/': the service does not let such a group be created (unless createLogGroup is false)");
        Require(options.Formatter is null || options.OutputTemplate is null,
            "outputTemplate", options.OutputTemplate, "cannot be given together with formatter: they both say how an event is written");
        if (options.OutputTemplate is { } template)
            Require(!HoleLimit.IsTooWide(new MessageTemplateParser().Parse(template)),
                "outputTemplate", template, $"must not have a hole whose alignment or precision asks for more than {HoleLimit.MaximumWidth} characters");
        Require(options.Connection is not null, "connection", null, "must not be null; leave it unset for the SDK's default chain");
        if (options.Protocol is not (CloudWatchProtocol.Json or CloudWatchProtocol.Cbor)) throw Invalid("protocol", options.Protocol, RuleOf<CloudWatchProtocol>());
        GroupOptionsValidator.Validate(options);
        ValidateEntity(options);
        ValidateLimits(options);
        ValidateTimes(options);
        ValidateDetails(options);
        ValidateBuffer(options);
    }

    // A loop, not a regular expression: this runs in every process that starts, before its first event.
    static bool IsGroupName(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '/' or '#')) return false;
        }

        return true;
    }

    // Parses the word of a configuration file in any case. A number is invalid, because nothing tells its meaning.
    public static CloudWatchBufferFlush BufferFlushOf(string? word) => Parse<CloudWatchBufferFlush>("bufferFlush", word);

    public static CloudWatchProtocol ProtocolOf(string? word) => Parse<CloudWatchProtocol>("protocol", word);

    static T Parse<T>(string option, string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(word, value.ToString(), StringComparison.OrdinalIgnoreCase)) return value;
        }

        throw Invalid(option, word, RuleOf<T>());
    }

    static string RuleOf<T>()
        where T : struct, Enum => $"must be one of {string.Join(", ", Enum.GetNames<T>())}";

    static void ValidateEntity(CloudWatchSinkOptions options)
    {
        Require(IsEntityValue(options.ServiceName), "serviceName", options.ServiceName, $"{EntityRule}; an empty one sends no entity");
        Require(IsEntityValue(options.Environment), "environment", options.Environment, $"{EntityRule}; an empty one leaves it out");
    }

    static string EntityRule => $"must have at most {EntityFinder.MaxValueLength} characters, the service's limit, not all of them spaces, and no control characters";

    static bool IsEntityValue(string? value) => string.IsNullOrEmpty(value)
        || (value.Length <= EntityFinder.MaxValueLength && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl));

    static void ValidateLimits(CloudWatchSinkOptions options)
    {
        Between("streamLimit", options.StreamLimit, 1, 100_000, "");
        Between("batchSizeLimit", options.BatchSizeLimit, 1, PutLogEventsLimits.MaxEvents, ", the service's limit on a put");
        Between("eventSizeLimitBytes", options.EventSizeLimitBytes, PutLogEventsLimits.LeastMessageBytes, PutLogEventsLimits.MaxMessageBytes, ", the service's limit on an event");
        Between("batchSizeLimitBytes", options.BatchSizeLimitBytes, PutLogEventsLimits.LeastMessageBytes + PutLogEventsLimits.BytesPerEvent, PutLogEventsLimits.MaxBytes, ", the service's limit on a put");
        Require(options.BatchSizeLimitBytes >= options.EventSizeLimitBytes + PutLogEventsLimits.BytesPerEvent,
            "batchSizeLimitBytes", options.BatchSizeLimitBytes, $"must be at least eventSizeLimitBytes ({options.EventSizeLimitBytes}) plus 26, so that every event fits a put");
        Between("queueLimit", options.QueueLimit, 1, 100_000_000, "");
        Between("queueLimitBytes", options.QueueLimitBytes, PutLogEventsLimits.MaxBytes, 1L << 40, "");
        Between("maxConcurrentRequests", options.MaxConcurrentRequests, 1, 64, "");
        if (options.BytesPerMinuteLimit is { } limit) Between("bytesPerMinuteLimit", limit, 1_024, 1L << 40, ", or left out for none");
        RequireLevel("budgetExemptLevel", options.BudgetExemptLevel);
        RequireLevel("flushAtLevel", options.FlushAtLevel);
        RequireLevel("restrictedToMinimumLevel", options.RestrictedToMinimumLevel);
    }

    static string AllLevels => string.Join(", ", Enum.GetNames<LogEventLevel>());

    static void RequireLevel(string option, LogEventLevel level)
    {
        if (level is < LevelAlias.Minimum or > LevelAlias.Off) throw Invalid(option, level, $"must be one of {AllLevels} or LevelAlias.Off");
    }

    static void ValidateTimes(CloudWatchSinkOptions options)
    {
        Time("bufferingTimeLimit", options.BufferingTimeLimit, TimeSpan.FromHours(1), zeroAllowed: false);
        Time("retryTimeLimit", options.RetryTimeLimit, TimeSpan.FromDays(1), zeroAllowed: false);
        Time("shutdownTimeLimit", options.ShutdownTimeLimit, TimeSpan.FromHours(1), zeroAllowed: true);
    }

    static void ValidateDetails(CloudWatchSinkOptions options)
    {
        if (options.DetailOnLevel is < LevelAlias.Minimum or > LevelAlias.Maximum) throw Invalid("detailOnLevel", options.DetailOnLevel, $"must be one of {AllLevels}");
        Require(options.DetailKey is not "", "detailKey", options.DetailKey, "must be the name of a property; leave it out for none");
        Time("detailTime", options.DetailTime, TimeSpan.FromHours(1), zeroAllowed: false);
        Between("detailLimitBytes", options.DetailLimitBytes, 64 * 1024, 1L << 40, "");
        if (options.DetailLevel is not { } level) return;
        Require(level is >= LevelAlias.Minimum and <= LevelAlias.Maximum, "detailLevel", level, $"must be one of {AllLevels}, or left out for none");
        Require(options.LevelSwitch is not null || level < options.RestrictedToMinimumLevel,
            "detailLevel", level, $"must be below restrictedToMinimumLevel ({options.RestrictedToMinimumLevel}), the lowest level that is sent in any case");
        Require(level < options.DetailOnLevel, "detailLevel", level, $"must be below detailOnLevel ({options.DetailOnLevel})");
    }

    static void ValidateBuffer(CloudWatchSinkOptions options)
    {
        Between("bufferSizeLimitBytes", options.BufferSizeLimitBytes, SmallestBufferSizeLimitBytes, 1L << 40, ", so that several of the largest events fit");
        if (options.BufferFlush is not (CloudWatchBufferFlush.Os or CloudWatchBufferFlush.Disk))
            throw Invalid("bufferFlush", options.BufferFlush, RuleOf<CloudWatchBufferFlush>());
        if (options.BufferBaseFilename is not { } path) return;
        var name = Path.GetFileName(path);
        Require(name is not ("." or "..") && Encoding.UTF8.GetByteCount(name) is >= 1 and <= 200
            && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && path.IndexOfAny(Path.GetInvalidPathChars()) < 0,
            "bufferBaseFilename", path, "must be a path that ends in the beginning of a file's name, of 1 to 200 bytes in UTF-8, such as 'logs/orders'");
    }

    // .NET reads a bare number as days: "5" in a configuration file means five days, which is never meant here.
    static void Time(string option, TimeSpan value, TimeSpan most, bool zeroAllowed) =>
        Require((value > TimeSpan.Zero || (zeroAllowed && value == TimeSpan.Zero)) && value <= most,
            option, value, $"must be {(zeroAllowed ? "zero or more" : "more than zero")} and at most {most:c}; a bare number means days, five seconds are written \"00:00:05\"");

    static void Between(string option, long value, long least, long most, string source) =>
        Require(value >= least && value <= most, option, value, $"must be from {least} to {most}{source}");

    static void Require(bool valid, string option, object? value, string rule)
    {
        if (!valid) throw Invalid(option, value, rule);
    }

    public static ArgumentException Invalid(string option, object? value, string rule) =>
        new($"CloudWatch sink: {option} {rule}. The value is {(value is null ? "null" : $"'{value}'")}.", option);
}
