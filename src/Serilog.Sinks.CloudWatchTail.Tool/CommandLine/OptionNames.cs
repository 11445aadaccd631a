using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Says the library's words about its options with the names that they have on the command line.
static partial class OptionNames
{
    static readonly Dictionary<string, string> Names = new()
    {
        ["logGroup"] = "GROUP",
        ["logStream"] = "STREAM",
        ["LogGroups"] = "GROUP",
        ["LogStreamNames"] = "--stream",
        ["LogStreamNamePrefixes"] = "--prefix",
        ["LogEventFilterPattern"] = "--filter",
        ["StartTime"] = "--since",
        ["EndTime"] = "--until",
        ["Region"] = "--region",
        ["Profile"] = "--profile",
        ["ServiceUrl"] = "--endpoint-url",
    };

    public static string In(string message) => Name().Replace(message, match => Names[match.Groups["name"].Value]);

    // At the beginning and behind the library's own words alone: the same word may stand in a value.
    [GeneratedRegex(
        @"(?:^(?:CloudWatchLiveTailOptions\.|CloudWatch sink: )?|(?<=^\S+ (?:and|or|must be after) )|(?<=set the option ))" +
        @"(?<name>logGroup|logStream|LogGroups|LogStreamNames|LogStreamNamePrefixes|LogEventFilterPattern|StartTime|EndTime|Region|Profile|ServiceUrl)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
