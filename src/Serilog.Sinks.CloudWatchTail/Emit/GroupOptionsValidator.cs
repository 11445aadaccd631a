using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Rejects options about the log group that cannot work.
static partial class GroupOptionsValidator
{
    const int MostTags = 50, MostKeyCharacters = 128, MostValueCharacters = 256;

    static readonly int[] RetentionDays =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    static readonly string[] KnownClasses = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"];

    public static void Validate(CloudWatchSinkOptions options)
    {
        if (options.RetentionInDays is { } days)
            Require(RetentionDays.Contains(days), "retentionInDays", days, $"must be one of the service's values: {string.Join(", ", RetentionDays)}");
        if (options.LogGroupClass is { } name)
            Require(ClassName().IsMatch(name), "logGroupClass", name, $"must be the name of a class, of letters, digits and '_', such as {string.Join(", ", KnownClasses)}");
        Require(options.KmsKeyId is null || (options.KmsKeyId.Length is >= 1 and <= 256 && !options.KmsKeyId.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))),
            "kmsKeyId", options.KmsKeyId, "must be the ARN of a key, of at most 256 characters and without spaces");
        ValidateTags(options);
    }

    // Whether the service had the class when this was written; for others the service decides.
    public static bool IsKnownClass(string logGroupClass) => KnownClasses.Contains(logGroupClass, StringComparer.OrdinalIgnoreCase);

    static void ValidateTags(CloudWatchSinkOptions options)
    {
        Require(options.Tags is not null, "tags", null, "must not be null; leave them out for none");
        ValidateDataSource("dataSourceName", options.DataSourceName);
        ValidateDataSource("dataSourceType", options.DataSourceType);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (option, key, value) in GroupTags.Each(options))
        {
            Require(keys.Add(key), option, value, $"must not contain the tag '{key}' twice");
            Require(key.Length is >= 1 and <= MostKeyCharacters && !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase),
                "tags", key, $"must have keys of 1 to {MostKeyCharacters} characters that do not start with 'aws:'");
            Require(TagCharacters().IsMatch(key), "tags", key, "must have keys out of letters, digits, spaces and . : / = + - @ _; in a configuration file %3A stands for the colon");
            Require(value is { Length: <= MostValueCharacters }, "tags", key, $"must have values of at most {MostValueCharacters} characters");
            Require(TagCharacters().IsMatch(value!), "tags", key, "must have values out of letters, digits, spaces and . : / = + - @ _");
        }

        Require(keys.Count <= MostTags, "tags", keys.Count, $"must be at most {MostTags}, the service's limit; dataSourceName and dataSourceType are tags too");
    }

    static void ValidateDataSource(string option, string? value) => Require(
        value is null || (value.Length is >= 1 and <= MostValueCharacters && TagCharacters().IsMatch(value)),
        option, value, $"must have 1 to {MostValueCharacters} characters out of letters, digits, spaces and . : / = + - @ _, as the value of a tag");

    static void Require(bool valid, string option, object? value, string rule)
    {
        if (!valid) throw SinkOptionsValidator.Invalid(option, value, rule);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagCharacters();
}
