using System.Globalization;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

// Rejects a time that is a bare number, as the sink does: .NET reads it as days, which is never meant.
static class TimesInFile
{
    static readonly string[] Names =
        [.. typeof(CloudWatchLiveTailOptions).GetProperties().Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(TimeSpan)).Select(p => p.Name)];

    public static void Check(IConfigurationSection section, string path)
    {
        foreach (var name in Names)
        {
            if (!int.TryParse(section[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) || days == 0) continue;
            throw new UsageException(
                $"The section {section.Path} of {path} cannot be used: {name} is '{section[name]}'; a bare number means days; write ten minutes as \"00:10:00\".");
        }
    }
}
