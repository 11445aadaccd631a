using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

/// <summary>What an option is by default: by its code, and by its XML documentation.</summary>
static partial class OptionDefaults
{
    static readonly XDocument Xml = XDocument.Load(Path.ChangeExtension(typeof(CloudWatchSinkOptions).Assembly.Location, ".xml"));

    public static PropertyInfo[] Of(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite || p.PropertyType == typeof(CloudWatchConnectionOptions)).ToArray();

    /// <summary>The value as words; null where the default is the absence of a value, or an object that has no words.</summary>
    public static string? ValueOf(PropertyInfo property, object options) => property.GetValue(options) switch
    {
        bool value => value ? "true" : "false",
        long value and >= 1 << 30 when value % (1 << 30) == 0 => $"{value / (1 << 30)} GiB",
        long value and >= 1 << 20 when value % (1 << 20) == 0 => $"{value / (1 << 20)} MiB",
        int or long => string.Format(CultureInfo.InvariantCulture, "{0:N0}", property.GetValue(options)),
        TimeSpan value => InWords(value),
        string value => value,
        Enum value => value.ToString(),
        _ => null,
    };

    /// <summary>Whether the default is nothing at all, so that words for a value would be wrong.</summary>
    public static bool IsNothing(PropertyInfo property, object options) => property.GetValue(options) is null or IEnumerable and not string;

    /// <summary>What the XML documentation says after "Default:", without its tags.</summary>
    public static string DocumentedFor(PropertyInfo property)
    {
        var member = Xml.Descendants("member").Single(m => (string?)m.Attribute("name") == $"P:{property.DeclaringType!.FullName}.{property.Name}");
        foreach (var reference in member.Descendants("see").ToArray()) reference.ReplaceWith(((string)reference.Attribute("cref")!).Split('.')[^1]);
        var text = Space().Replace(member.Value, " ");
        var start = text.IndexOf("Default: ", StringComparison.Ordinal);
        return start < 0 && text.Contains(" Required.", StringComparison.Ordinal) ? "required" : start < 0 ? "" : text[(start + "Default: ".Length)..];
    }

    static string InWords(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "zero",
        { TotalMinutes: >= 5 } => $"{time.TotalMinutes} minutes",
        _ => $"{time.TotalSeconds} seconds",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
