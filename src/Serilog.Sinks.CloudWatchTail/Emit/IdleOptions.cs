using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Finds options that have no effect beside others. Not an error, because a configuration may be composed of several, but worth a line.
static class IdleOptions
{
    static readonly CloudWatchSinkOptions Defaults = new();

    public static IEnumerable<string> Of(CloudWatchSinkOptions options, StreamNameTemplate template)
    {
        var ofNewGroups = Set(
            ("retentionInDays", options.RetentionInDays is not null && !options.UpdateRetention),
            ("deletionProtection", options.DeletionProtection),
            ("logGroupClass", options.LogGroupClass is not null),
            ("kmsKeyId", options.KmsKeyId is not null),
            ("tags", options.Tags.Count > 0 && !options.UpdateRetention),
            ("dataSourceName", options.DataSourceName is not null && !options.UpdateRetention),
            ("dataSourceType", options.DataSourceType is not null && !options.UpdateRetention));
        if (!options.CreateLogStream && options.CreateLogGroup && ofNewGroups.Length > 0)
            yield return Line(ofNewGroups, "createLogStream is false, and a group is created only for a stream that is");
        if (!options.CreateLogGroup && ofNewGroups.Length > 0)
            yield return Line(ofNewGroups, "createLogGroup is false, and they apply only to a group that the sink creates");

        if (options is { UpdateRetention: true, RetentionInDays: null, Tags.Count: 0, DataSourceName: null, DataSourceType: null })
            yield return Line("updateRetention", "there is neither retentionInDays nor a tag");
        if (options.LogGroupClass is { } name && !GroupOptionsValidator.IsKnownClass(name))
            yield return $"logGroupClass '{name}' is not known here: the service judges it when the group is created.";

        var ofBuffer = Set(
            ("bufferSizeLimitBytes", options.BufferSizeLimitBytes != Defaults.BufferSizeLimitBytes),
            ("bufferFlush", options.FlushesBuffer));
        if (options.BufferBaseFilename is null && ofBuffer.Length > 0) yield return Line(ofBuffer, "there is no bufferBaseFilename");
        if (options is { BufferBaseFilename: not null, BlockWhenFull: true })
            yield return Line("blockWhenFull", "with bufferBaseFilename events wait on disk");

        var ofDetails = Set(
            ("detailKey", options.DetailKey is not null),
            ("detailOnLevel", options.DetailOnLevel != Defaults.DetailOnLevel),
            ("detailTime", options.DetailTime != Defaults.DetailTime),
            ("detailLimitBytes", options.DetailLimitBytes != Defaults.DetailLimitBytes));
        if (options.DetailLevel is null && ofDetails.Length > 0) yield return Line(ofDetails, "there is no detailLevel");
        if (options.BytesPerMinuteLimit is null && options.BudgetExemptLevel != Defaults.BudgetExemptLevel)
            yield return Line("budgetExemptLevel", "there is no bytesPerMinuteLimit");

        if (options is { Formatter: not null, FormatProvider: not null }) yield return Line("formatProvider", "the formatter has its own");
        if (options.LevelSwitch is not null && options.RestrictedToMinimumLevel != LevelAlias.Minimum)
            yield return Line("restrictedToMinimumLevel", "levelSwitch sets the level");
        if (options.StreamLimit != Defaults.StreamLimit && !template.EventsChoose)
            yield return Line("streamLimit", "no event can choose a stream: logStream has no property");
        foreach (var variable in template.UnsetVariables)
            yield return $"The environment variable {variable} is not set: '{StreamNameTemplate.Missing}' stands for {{Env:{variable}}} in logStream, which has no default.";
        if (options.Connection is { Credentials: not null, Profile: not null }) yield return Line("profile", "credentials are given");
    }

    static string Set(params (string Name, bool IsSet)[] options)
    {
        var set = "";
        foreach (var (name, isSet) in options)
        {
            if (isSet) set += set.Length > 0 ? $", {name}" : name;
        }

        return set;
    }

    static string Line(string options, string why) => $"{options} has no effect: {why}.";
}
