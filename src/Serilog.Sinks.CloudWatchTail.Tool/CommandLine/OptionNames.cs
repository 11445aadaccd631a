using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Replaces the library's option names in its messages by those of the command line.
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

    // Only at the start and after certain words of the library's messages, because a value may contain the same word.
    [GeneratedRegex(
        @"(?:^(?:CloudWatchLiveTailOptions\.|CloudWatch sink: )?|(?<=^\S+ (?:and|or|must be after) )|(?<=set the option ))" +
        @"(?<name>logGroup|logStream|LogGroups|LogStreamNames|LogStreamNamePrefixes|LogEventFilterPattern|StartTime|EndTime|Region|Profile|ServiceUrl)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
