using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.EmbeddedMetrics;

// The rules of the embedded metric format's specification. Each throws a FormatException that says which is broken.
static class MetricRules
{
    public const int MostMetrics = 100, MostDimensions = 30, MostValues = 100, LongestName = 1024, LongestDimension = 250;

    static readonly string[] Sizes = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"];

    static readonly HashSet<string> Units =
        ["None", "Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "Count/Second", .. Sizes, .. Sizes.Select(size => size + "/Second")];

    public static void Require([DoesNotReturnIf(false)] bool isKept, string broken)
    {
        if (!isKept) throw new FormatException(broken);
    }

    // A name that the root has twice would leave open which value is meant.
    public static void RequireUniqueMembers(JsonElement root)
    {
        var names = new HashSet<string>();
        foreach (var member in root.EnumerateObject()) Require(names.Add(member.Name), $"the member {member.Name} is there twice");
    }

    public static DateTimeOffset Timestamp(JsonElement metadata)
    {
        Require(metadata.TryGetProperty("Timestamp", out var value) && value.ValueKind == JsonValueKind.Number, "Timestamp is no number");
        Require(value.TryGetInt64(out var milliseconds), "Timestamp is no whole number of milliseconds");
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }

    public static JsonElement Array(JsonElement directive, string name)
    {
        Require(directive.ValueKind == JsonValueKind.Object && directive.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array, $"{name} is no array");
        return directive.GetProperty(name);
    }

    // isMember: The text is a member of the element, and not the element itself.
    public static string Text(JsonElement element, string name, int longest, bool isMember = true)
    {
        var value = element;
        Require(!isMember || (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value)), $"{name} is missing");
        Require(value.ValueKind == JsonValueKind.String, $"{name} is no string");
        var text = value.GetString()!;
        Require(!string.IsNullOrWhiteSpace(text) && text.Length <= longest, $"{name} has not 1 to {longest} characters");
        return text;
    }

    // Text that CloudWatch takes in ASCII alone, without control characters.
    public static string Ascii(JsonElement element, string name, int longest, bool isMember = true)
    {
        var text = Text(element, name, longest, isMember);
        Require(text.All(character => character is >= ' ' and <= '~'), $"{name} has a character that is not printable ASCII");
        return text;
    }

    public static string Unit(JsonElement definition)
    {
        if (!definition.TryGetProperty("Unit", out var value)) return "None";
        var unit = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        Require(Units.Contains(unit), $"{unit} is no unit");
        return unit;
    }

    public static int StorageResolution(JsonElement definition)
    {
        if (!definition.TryGetProperty("StorageResolution", out var value)) return 60;
        var resolution = 0;
        Require(value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out resolution) && resolution is 1 or 60, "StorageResolution is neither 1 nor 60");
        return resolution;
    }

    public static double Number(JsonElement element, string metric)
    {
        Require(element.ValueKind == JsonValueKind.Number, $"a value of the metric {metric} is no number");
        var value = element.GetDouble();
        Require(Math.Abs(value) <= Math.Pow(2, 360), $"a value of the metric {metric} is out of range");
        return value;
    }
}
